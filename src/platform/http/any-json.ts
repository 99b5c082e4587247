/** How the description says "whatever JSON has": a value of somebody else's shape, shown as it is. */
export const anyJson = (description: string, example: unknown = null) => ({
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: {} },
    { type: 'object', additionalProperties: true },
    { type: 'null' },
  ],
  description,
  example,
});
