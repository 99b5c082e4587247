const shape = /^[A-Z0-9]{18}\d{2}$/;

/** What is wrong with a Legal Entity Identifier (ISO 17442), or null. Check digits: ISO 7064 mod 97-10. */
export function leiProblem(lei: string): 'format' | 'check_digits' | null {
  if (!shape.test(lei)) return 'format';
  const digits = lei.replace(/[A-Z]/g, (letter) => Number.parseInt(letter, 36).toString());
  return BigInt(digits) % 97n === 1n ? null : 'check_digits';
}
