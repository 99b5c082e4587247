import type { EntityMetadata } from 'typeorm';

type Column = EntityMetadata['columns'][number];

/** All tables as a Mermaid entity-relationship diagram. */
export function entityDiagram(entities: readonly EntityMetadata[]): string {
  const sorted = [...entities].sort((a, b) => (a.tableName < b.tableName ? -1 : 1));
  return ['erDiagram', ...sorted.flatMap(tableOf), ...sorted.flatMap(referencesOf), ''].join('\n');
}

function tableOf(entity: EntityMetadata): string[] {
  return [
    `  ${entity.tableName} {`,
    ...entity.columns.map((column) => `    ${columnOf(entity, column)}`),
    '  }',
  ];
}

function columnOf(entity: EntityMetadata, column: Column): string {
  const type = `${typeof column.type === 'string' ? column.type : 'text'}${column.isArray ? '[]' : ''}`;
  const marks = [
    column.isPrimary ? 'PK' : '',
    entity.foreignKeys.some((key) => !isRecord(key) && key.columnNames.includes(column.databaseName))
      ? 'FK'
      : '',
  ].filter(Boolean);
  const remarks = [
    column.isNullable ? 'nullable' : '',
    column.propertyName === 'revision' && entity.foreignKeys.some(isRecord)
      ? 'each one has its ledger_entry'
      : '',
  ].filter(Boolean);
  const remark = remarks.length > 0 ? `"${remarks.join(', ')}"` : '';
  return [type, column.databaseName, marks.join(', '), remark].filter(Boolean).join(' ');
}

/** The reference of every registered row to its entry would only hide the others; the column says it. */
const isRecord = (key: EntityMetadata['foreignKeys'][number]) => key.name.endsWith('_recorded');

function referencesOf(entity: EntityMetadata): string[] {
  return entity.foreignKeys
    .filter((key) => !isRecord(key))
    .map((key) => {
      const optional = entity.columns.some(
        ({ databaseName, isNullable }) => key.columnNames.includes(databaseName) && isNullable,
      );
      const other = key.referencedTablePath.split('.').at(-1) ?? '';
      return `  ${entity.tableName} }o--${optional ? 'o|' : '||'} ${other} : ${key.columnNames.join('_')}`;
    })
    .sort();
}
