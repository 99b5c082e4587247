import fc from 'fast-check';
import { html } from './html.js';

describe('a page as a template', () => {
  it('escapes what is put into it, and keeps markup that was made the same way', () => {
    const item = html`<li title="${`"x' & y`}">${'<script>'}</li>`;
    expect(
      html`<ul>
        ${[item, null, undefined, 3]}
      </ul>`.text.replace(/\n\s*/g, ''),
    ).toBe('<ul><li title="&quot;x&#39; &amp; y">&lt;script&gt;</li>3</ul>');
  });

  it('holds no sign of markup of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']/);
      }),
    );
  });
});
