import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';

export type Log = Pino;

/**
 * One JSON line an event, on standard output unless told. Never bodies, headers, query strings, names or addresses of
 * people.
 */
export function makeLog(level: string, destination: DestinationStream = pino.destination(1)): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

/** What the framework says while it assembles itself: a newcomer looks for the address and the password, not for this. */
const assembling = ['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication'];

/** What the framework and our own classes log through. */
export class PinoLogger implements LoggerService {
  constructor(private readonly pino: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(assembling.includes(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = rest.at(-1);
    this.pino[level](typeof context === 'string' ? { context } : {}, String(message));
  }
}
