import { allLists } from '../../reference-data/codes.js';
import { columnsOf, contextOf, LinkedCodes } from './linked-data.js';

describe('codes as IRIs', () => {
  it('are those of the vocabulary, and ours where it has none', () => {
    const codes = new LinkedCodes();
    expect(codes.irisOfAll('data_category', ['AGE_RANGE', 'SIGNATURE'])).toEqual([
      'https://w3id.org/dpv/pd#Age',
      'https://w3id.org/dpv/pd#AgeRange',
      'urn:keyholder:code:data_category:SIGNATURE',
    ]);
  });

  it('of a category of our own stand beside those of the whole', () => {
    expect(new LinkedCodes().iris('data_category', 'NAME.ALIAS')).toEqual([
      'urn:keyholder:code:data_category:NAME.ALIAS',
      'https://w3id.org/dpv/pd#Name',
    ]);
  });

  it.each([
    ['DE', 'https://w3id.org/dpv/loc#DE'],
    ['XK', 'urn:keyholder:code:country:XK'],
    ['AN', 'urn:keyholder:code:country:AN'],
    ['EPO', 'urn:keyholder:code:country:EPO'],
    ['no code', 'urn:keyholder:code:country:no%20code'],
  ])('know the country %s as %s', (code, iri) => {
    expect(new LinkedCodes().iris('country', code)).toEqual([iri]);
  });

  it('are never dropped, whatever the list', () => {
    for (const { name, items } of allLists())
      for (const { code } of items) expect(new LinkedCodes().iris(name, code)).not.toEqual([]);
  });

  it('are explained once each, by their words, in one order', () => {
    const codes = new LinkedCodes();
    codes.iris('purpose', 'DIRECT_MARKETING');
    codes.iris('data_category', 'NAME.ALIAS');
    codes.iris('purpose', 'DIRECT_MARKETING');
    codes.ours('data_flow_status', 'active');
    expect(codes.concepts()).toEqual([
      {
        '@id': 'urn:keyholder:code:data_category:NAME.ALIAS',
        '@type': 'skos:Concept',
        inScheme: 'urn:keyholder:list:data_category',
        notation: 'NAME.ALIAS',
        prefLabel: 'Name (ALIAS)',
        broader: 'urn:keyholder:code:data_category:NAME',
        broadMatch: ['https://w3id.org/dpv/pd#Name'],
      },
      expect.objectContaining({ notation: 'active', prefLabel: 'active' }),
      expect.objectContaining({
        notation: 'DIRECT_MARKETING',
        closeMatch: ['https://w3id.org/dpv#DirectMarketing'],
      }),
    ]);
  });
});

it('cells keep their type and their order, and what is empty stays away', () => {
  const names = ['text', 'number', 'yes', 'moment', 'list', 'none', 'object', 'nothing'];
  const cells = [
    '=1+1',
    7,
    false,
    new Date('2026-06-01T08:30:00Z'),
    ['b', 'a', 'b'],
    [],
    { b: 1, a: 2 },
    null,
  ];
  expect(columnsOf(names, cells)).toEqual({
    'column:text': '=1+1',
    'column:number': 7,
    'column:yes': false,
    'column:moment': { '@type': 'xsd:dateTime', '@value': '2026-06-01T08:30:00.000Z' },
    'column:list': { '@list': ['b', 'a', 'b'] },
    'column:none': { '@list': [] },
    'column:object': '{"a":2,"b":1}',
  });
});

it('the context needs no network', () => {
  const context = contextOf('recipients');
  expect(context['column']).toBe('urn:keyholder:column:recipients:');
  expect(Object.values(context).every((value) => typeof value === 'string' || '@id' in Object(value))).toBe(
    true,
  );
});
