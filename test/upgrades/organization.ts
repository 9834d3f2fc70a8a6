import { organizationStacks, TestProject } from '../../stacks/testing/project';
import { registrationsOf } from './registrations';
import type { Registered } from './registered';

/** The management account of a company whose accounts get the audit role from a StackSet. */
export async function registrationsOfOrganization(): Promise<Registered[]> {
  const project = new TestProject(organizationStacks);
  try {
    return await registrationsOf(project.folder, 'management');
  } finally {
    project.remove();
  }
}
