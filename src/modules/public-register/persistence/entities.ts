import { FlowDisclosureEntity } from './flow-disclosure.entity.js';

export const publicRegisterEntities = [FlowDisclosureEntity];
