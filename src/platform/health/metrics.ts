import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../database/database.js';

/** Prometheus figures of this instance. Labels are route patterns and status codes, never ids or names. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor(db: Database) {
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'keyholder_http_request_seconds',
      help: 'Seconds from the request to the end of the answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [this.registry],
    });
    this.gauges(db);
    new Gauge({
      name: 'keyholder_ledger_pending',
      help: 'Ledger entries that are committed and not yet sealed',
      registers: [this.registry],
      async collect() {
        const [row] = await db.query<{ waiting: string }>('SELECT count(*) AS waiting FROM ledger_pending');
        this.set(Number(row?.waiting ?? 0));
      },
    });
  }

  private gauges(db: Database): void {
    new Gauge({
      name: 'keyholder_outgoing_waiting',
      help: 'Messages to people and systems outside that wait to be sent',
      labelNames: ['kind'],
      registers: [this.registry],
      async collect() {
        const rows = await db.query<{ kind: string; waiting: string }>(
          `SELECT kind, count(*) AS waiting FROM outgoing_message WHERE state = 'waiting' GROUP BY kind`,
        );
        this.reset();
        for (const { kind, waiting } of rows) this.set({ kind }, Number(waiting));
      },
    });
  }

  observe(labels: { method: string; route: string; status: number }, seconds: number): void {
    this.requests.observe({ ...labels, status: String(labels.status) }, seconds);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
