import { controlDomains } from '../../reference-data/codes.js';
import { escaped, type FormReader } from './form-reader.js';
import {
  factorNames,
  findingSeverities,
  grades,
  tiers,
  type DomainRule,
  type FactorName,
  type FindingSeverity,
  type Floor,
  type ModelContent,
  type Tier,
} from './scoring-model.js';

const levels = 5;

/** Weights are whole percents and more than none: a factor that is asked for counts. */
export function factorsIn(value: unknown, reader: FormReader): ModelContent['factors'] {
  const read = reader.list('/factors', value, factorNames.length, (item, at) => {
    const factor = reader.members(at, item, ['id', 'title', 'weight', 'values']);
    const values = reader.list(`${at}/values`, factor['values'], levels, (text, where) =>
      reader.label(where, text),
    );
    if (values.length !== levels) reader.add(`${at}/values`, 'gap', 'must say what each of 0 to 4 means');
    return {
      id: reader.oneOf(`${at}/id`, factor['id'], factorNames),
      title: reader.label(`${at}/title`, factor['title']),
      weightPercent: percentIn(`${at}/weight`, factor['weight'], reader),
      values: values as unknown as ModelContent['factors'][FactorName]['values'],
    };
  });
  reader.everyOnce(
    '/factors',
    read.map(({ id }) => id),
    factorNames,
  );
  const total = read.reduce((all, { weightPercent }) => all + weightPercent, 0);
  if (total !== 100)
    reader.add('/factors', 'not_a_whole', `the weights must add up to 1, not ${total / 100}`);
  const parts = read.map(({ id, ...factor }) => [id, factor] as const);
  return Object.fromEntries(parts) as ModelContent['factors'];
}

function percentIn(pointer: string, value: unknown, reader: FormReader): number {
  const weight = reader.number(pointer, value, { above: 0, to: 1 });
  const percent = Math.round(weight * 100);
  if (Math.abs(percent - weight * 100) > 1e-9) reader.add(pointer, 'not_percent', 'must be a whole percent');
  return percent;
}

export function floorsIn(value: unknown, reader: FormReader): Floor[] {
  const read = reader.list('/floors', value, 20, (item, at) => {
    const floor = reader.members(at, item, ['id', 'title', 'when', 'atLeast']);
    return {
      id: codeIn(`${at}/id`, floor['id'], reader),
      title: reader.label(`${at}/title`, floor['title']),
      when: conditionIn(`${at}/when`, floor['when'], reader),
      atLeast: reader.points(`${at}/atLeast`, floor['atLeast'], { above: 0, to: 100 }),
    };
  });
  reader.everyOnce(
    '/floors',
    read.map(({ id }) => id),
    [],
  );
  return read;
}

function conditionIn(pointer: string, value: unknown, reader: FormReader): Floor['when'] {
  const when = reader.members(pointer, value, factorNames);
  const named = factorNames.filter((name) => Object.hasOwn(when, name));
  if (named.length === 0) reader.add(pointer, 'empty', 'must name a factor with its lowest value');
  return Object.fromEntries(
    named.map((name) => [name, reader.whole(`${pointer}/${name}`, when[name], 1, levels - 1)]),
  );
}

function codeIn(pointer: string, value: unknown, reader: FormReader): string {
  if (typeof value === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(value)) return value;
  reader.add(pointer, 'code', 'must be a code like SOLE_PROVIDER');
  return '';
}

/** Lower limits, falling to 0, so that every inherent risk has its tier. */
export function tiersIn(value: unknown, reader: FormReader): ModelContent['tiers'] {
  const read = reader.list('/tiers', value, tiers.length, (item, at) => {
    const limit = reader.members(at, item, ['tier', 'from']);
    return {
      tier: reader.oneOf(`${at}/tier`, limit['tier'], tiers),
      from: reader.number(`${at}/from`, limit['from'], { from: 0, to: 100 }),
    };
  });
  reader.everyOnce(
    '/tiers',
    read.map(({ tier }) => tier),
    tiers,
  );
  read.forEach(({ tier, from }, index) => {
    const above = read[index - 1];
    if (above && above.tier > tier) reader.add(`/tiers/${index}/tier`, 'order', 'tiers go from 1 to 4');
    if (above && from >= above.from)
      reader.add(
        `/tiers/${index}/from`,
        'overlap',
        `must be less than ${above.from}, where the tier before begins`,
      );
  });
  if (read.length > 0 && read.at(-1)?.from !== 0)
    reader.add(`/tiers/${read.length - 1}/from`, 'gap', 'the last tier must begin at 0');
  return read;
}

/** Upper limits, rising, the last without one, so that every residual risk has one grade. */
export function gradesIn(value: unknown, reader: FormReader): ModelContent['grades'] {
  const read = reader.list('/grades', value, grades.length, (item, at) => {
    const limit = reader.members(at, item, ['grade', 'below']);
    const grade = reader.oneOf(`${at}/grade`, limit['grade'], grades);
    const below = limit['below'];
    return {
      grade,
      below: below === null ? null : reader.number(`${at}/below`, below, { above: 0, to: 100 }),
    };
  });
  reader.everyOnce(
    '/grades',
    read.map(({ grade }) => grade),
    grades,
  );
  read.forEach(({ grade, below }, index) => {
    const before = read[index - 1];
    const last = index === read.length - 1;
    if (before && grades.indexOf(before.grade) > grades.indexOf(grade))
      reader.add(`/grades/${index}/grade`, 'order', 'grades go from the best to the worst');
    if (before && below !== null && below <= (before.below ?? Infinity))
      reader.add(`/grades/${index}/below`, 'overlap', 'must be more than the limit of the grade before');
    if (last !== (below === null))
      reader.add(`/grades/${index}/below`, 'gap', 'the last grade, and no other, is without a limit');
  });
  return read;
}

export function domainsIn(value: unknown, reader: FormReader): Record<string, DomainRule> {
  const read = reader.list('/domains', value, controlDomains.length, (item, at) => {
    const rule = reader.members(at, item, ['domain', 'weight', 'halfLifeDays']);
    const halfLifeDays = rule['halfLifeDays'] ?? null;
    return {
      domain: reader.oneOf(`${at}/domain`, rule['domain'], controlDomains),
      weight: reader.points(`${at}/weight`, rule['weight'], { above: 0, to: 10 }),
      halfLifeDays: halfLifeDays === null ? null : reader.whole(`${at}/halfLifeDays`, halfLifeDays, 1, 3_650),
    };
  });
  reader.everyOnce(
    '/domains',
    read.map(({ domain }) => domain),
    [],
  );
  return Object.fromEntries(
    read.map(({ domain, weight, halfLifeDays }) => [domain, { weight, halfLifeDays }] as const),
  );
}

/** A knock-out has to hurt: its grade is D or F, and its risk lies where that grade does. */
export function knockoutIn(
  value: unknown,
  limits: ModelContent['grades'],
  reader: FormReader,
): ModelContent['knockout'] {
  const rule = reader.members('/knockout', value, ['shareOfInherent', 'atLeast', 'bestGrade']);
  const bestGrade = reader.oneOf('/knockout/bestGrade', rule['bestGrade'], ['D', 'F'] as const);
  const atLeast = reader.points('/knockout/atLeast', rule['atLeast']);
  const better = limits.filter(({ grade }) => grades.indexOf(grade) < grades.indexOf(bestGrade));
  const begins = Math.max(0, ...better.map(({ below }) => below ?? 0));
  if (atLeast < begins)
    reader.add(
      '/knockout/atLeast',
      'too_mild',
      `must be at least ${begins}, where grade ${bestGrade} begins`,
    );
  return {
    shareOfInherent: reader.number('/knockout/shareOfInherent', rule['shareOfInherent'], { from: 0, to: 1 }),
    atLeast,
    bestGrade,
  };
}

export function findingRulesIn(value: unknown, reader: FormReader): ModelContent['findings'] {
  const read = reader.list('/findings', value, findingSeverities.length, (item, at) => {
    const rule = reader.members(at, item, ['severity', 'overduePoints', 'knockoutTiers']);
    const knockoutTiers = reader.list(
      `${at}/knockoutTiers`,
      rule['knockoutTiers'],
      tiers.length,
      (tier, where) => reader.oneOf<Tier>(where, tier, tiers),
    );
    reader.everyOnce(`${at}/knockoutTiers`, knockoutTiers, []);
    return {
      severity: reader.oneOf(`${at}/severity`, rule['severity'], findingSeverities),
      overduePoints: reader.points(`${at}/overduePoints`, rule['overduePoints']),
      knockoutTiers: [...knockoutTiers].sort(),
    };
  });
  reader.everyOnce(
    '/findings',
    read.map(({ severity }) => severity),
    findingSeverities,
  );
  const bySeverity = new Map(read.map((rule) => [rule.severity, rule]));
  findingSeverities.slice(1).forEach((severity, index) => {
    const milder = bySeverity.get(findingSeverities[index] ?? severity);
    const rule = bySeverity.get(severity);
    if (rule && milder && rule.overduePoints < milder.overduePoints)
      reader.add(
        `/findings/${escaped(String(read.indexOf(rule)))}/overduePoints`,
        'order',
        `${severity} must not weigh less than ${milder.severity}`,
      );
  });
  return {
    overduePoints: perSeverity(read.map(({ severity, overduePoints }) => [severity, overduePoints])),
    knockoutTiers: perSeverity(read.map(({ severity, knockoutTiers }) => [severity, knockoutTiers])),
  };
}

function perSeverity<T>(rules: readonly (readonly [FindingSeverity, T])[]): Record<FindingSeverity, T> {
  return Object.fromEntries(rules) as Record<FindingSeverity, T>;
}
