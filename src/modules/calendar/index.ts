// The front door: what the modules above may use.
export { CalendarModule } from './calendar.module.js';
