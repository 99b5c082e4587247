import { partyRoles } from './contract-codes.js';
import { sccModule } from './scc.js';

describe('the module of the transfer clauses', () => {
  it.each([
    ['CONTROLLER', 'CONTROLLER', 'SCC_M1'],
    ['CONTROLLER', 'INDEPENDENT_CONTROLLER', 'SCC_M1'],
    ['JOINT_CONTROLLER', 'JOINT_CONTROLLER', 'SCC_M1'],
    ['CONTROLLER', 'PROCESSOR', 'SCC_M2'],
    ['INDEPENDENT_CONTROLLER', 'PROCESSOR', 'SCC_M2'],
    ['PROCESSOR', 'SUB_PROCESSOR', 'SCC_M3'],
    ['SUB_PROCESSOR', 'SUB_PROCESSOR', 'SCC_M3'],
    ['PROCESSOR', 'CONTROLLER', 'SCC_M4'],
  ] as const)('from %s to %s is %s', (exporter, importer, expected) => {
    expect(sccModule(exporter, importer)).toBe(expected);
  });
  it('does not exist for roles that neither decide nor process', () => {
    const sides = ['CONTROLLER', 'JOINT_CONTROLLER', 'INDEPENDENT_CONTROLLER', 'PROCESSOR', 'SUB_PROCESSOR'];
    const others = partyRoles.filter((role) => !sides.includes(role));
    expect(others.length).toBe(7);
    expect(others.map((role) => [sccModule(role, 'PROCESSOR'), sccModule('CONTROLLER', role)])).toEqual(
      others.map(() => [null, null]),
    );
  });
});
