export type Picture = Readonly<{
  width: number;
  height: number;
  /** What a screen reader says first, and what it says when asked for more. */
  title: string;
  description: string;
  option: object;
}>;

export const fonts = 'DejaVu Sans, Verdana, Arial, sans-serif';
/** Told apart by people who see colours differently, and never the only sign: grades are written out too. */
export const gradeColours = { A: '#1b7f4d', B: '#6aa84f', C: '#d9a400', D: '#d9660a', F: '#b3261e' } as const;
