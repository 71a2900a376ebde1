import { catalog } from '../../catalog/index.ts';
import { startVirtualStack, type VirtualStack } from './virtualStack.ts';

/**
 * Starts a stack for the tests of a file that deploy blueprints of their own. After each test, it has the five examples again and
 * no faults.
 *
 * @param onStarted receives the stack
 */
export function useDeployableStack(onStarted: (stack: VirtualStack) => void): void {
  let stack: VirtualStack;
  beforeAll(async () => {
    stack = await startVirtualStack();
    onStarted(stack);
  });
  afterEach(async () => {
    stack.deploy(catalog);
    await stack.clearFaults();
  });
  afterAll(() => {
    stack.close();
  });
}
