import { readFileSync, readdirSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node.js ${process.versions.node}`;
}

/** What else the machine does: processes that wanted a processor in the last minute. To be asked before the run. */
export function busyness(): string {
  const [waiting = 0] = loadavg();
  const verdict =
    waiting > cpus().length / 2
      ? 'it was busy with other things, so repeat the run before you rely on a figure'
      : 'it was idle';
  return `Load of the machine before the run: ${waiting.toFixed(1)} on ${cpus().length} processors; ${verdict}.`;
}

/** Resident memory of a process in MB, and its share of what it holds together with others; Linux only. */
export function memoryOf(pid: number): { rss: number; pss: number } | undefined {
  try {
    const figures = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(figures)?.[1]) / 1024;
    return { rss: of('Rss'), pss: of('Pss') };
  } catch {
    return undefined;
  }
}

/** All processes under this one; Linux only. */
export function descendantsOf(pid: number): number[] {
  try {
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => (parentOf(name) === pid ? [Number(name)] : []));
    return children.flatMap((child) => [child, ...descendantsOf(child)]);
  } catch {
    return [];
  }
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return -1; // gone in the meantime
  }
}
