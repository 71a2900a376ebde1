import type { CompiledTemplate } from './framework.ts';

/**
 * Removes the export names of the outputs of a compiled template. The framework adds them, with the names of the service
 * and the stage only. So a second namespace in the same account and region could not be deployed. Nothing imports them.
 */
export function removeExports({ Outputs = {} }: CompiledTemplate): void {
  for (const output of Object.values(Outputs)) delete output.Export;
}
