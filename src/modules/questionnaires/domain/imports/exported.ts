import { Readings, type ReadQuestionnaire } from './readings.js';
import { isObject } from './vsaq-items.js';

const ours = ['format', 'name', 'description', 'sections'];

/** A questionnaire as it is exported here; of a version as the API shows it, its sections. */
export function readExported(file: unknown): ReadQuestionnaire {
  const readings = new Readings();
  if (!isObject(file) || !Array.isArray(file['sections'])) {
    readings.problem('/sections', 'no_sections', 'the file holds no object with sections');
    return { name: null, description: null, sections: [], readings };
  }
  for (const member of Object.keys(file).filter((each) => !ours.includes(each)))
    readings.note(
      'members_left_out',
      'What a file says beside name, description and sections was left out.',
      member,
    );
  return {
    name: textIn(file['name'], 200, '/name', readings),
    description: textIn(file['description'], 4_000, '/description', readings),
    sections: file['sections'],
    readings,
  };
}

function textIn(value: unknown, most: number, place: string, readings: Readings): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && value.trim() !== '' && value.length <= most) return value;
  readings.problem(place, 'bad_text', `is no text of 1 to ${most} characters`);
  return null;
}
