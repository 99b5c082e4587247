import { instance, type Graph, type Viz } from '@viz-js/viz';
import { described } from '../../../shared/picture-text.js';

export type Drawing = Readonly<{ title: string; description: string; graph: Graph }>;

let loaded: Promise<Viz> | null = null;

/** Graphviz, compiled to run inside this process: no program and no download. A failed drawing may leave it unusable. */
export async function drawn({ title, description, graph }: Drawing): Promise<string> {
  loaded ??= instance();
  try {
    return described(bare((await loaded).renderString(graph, { format: 'svg' })), title, description);
  } catch (error) {
    loaded = null;
    throw error;
  }
}

/** In a label a backslash begins an escape and `&` an entity; here both stand for themselves. */
export function inLabel(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('\\', '\\\\');
}

/** Only the drawing: what comes before it and the names of nodes as they stand in the graph are of no use to a reader. */
function bare(svg: string): string {
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[^]*?-->\n?/g, '')
    .replace(/<title>[^<]*<\/title>\n?/g, '');
}
