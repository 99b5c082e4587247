/** Text in the markup of a picture. */
export function inMarkup(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** One line that fits; cut between characters as people see them. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** What a screen reader says first, and what it says when asked for more. */
export function described(svg: string, title: string, description: string): string {
  const labels = `<title id="title">${inMarkup(title)}</title><desc id="desc">${inMarkup(description)}</desc>`;
  return svg.replace(
    /^<svg\b([^>]*)>/,
    (_all, attributes: string) => `<svg role="img" aria-labelledby="title desc"${attributes}>${labels}`,
  );
}
