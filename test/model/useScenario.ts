import { openScenario, warmUp, type Scenario, type ScenarioOptions } from './scenario.ts';

/**
 * Opens a scenario before each test of a file, and closes it after the test.
 *
 * @param onOpened receives each scenario that is opened
 * @returns a function with which a test replaces its scenario by one with other options
 */
export function useScenario(onOpened: (scenario: Scenario) => void, options: ScenarioOptions = {}) {
  let current: Scenario | undefined;
  const open = async (wanted: ScenarioOptions) => {
    current?.close();
    current = await openScenario(wanted);
    onOpened(current);
  };
  beforeAll(warmUp);
  beforeEach(() => open(options));
  afterEach(() => {
    current?.close();
    current = undefined;
  });
  return open;
}
