import {
  CloudWatchClient,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { json, regional } from '../inputs';
import { defineSubResource } from '../sub-resource';

/** One of the same name is written over, as CloudWatch does it. */
export const dashboard = defineSubResource({
  token: 'aws:cloudwatch/dashboard:Dashboard',
  inputs: z.strictObject({ dashboardBody: json, dashboardName: z.string(), ...regional }),
  key: ['dashboardName'],
  computed: ['dashboardArn'],
  client: () => CloudWatchClient,
  put: (cloudWatch, { dashboardName: DashboardName, dashboardBody: DashboardBody }) =>
    cloudWatch.send(new PutDashboardCommand({ DashboardName, DashboardBody })),
  async get(cloudWatch, { dashboardName: DashboardName }) {
    const { DashboardArn, DashboardBody } = await cloudWatch.send(
      new GetDashboardCommand({ DashboardName }),
    );
    return { dashboardArn: DashboardArn, dashboardBody: DashboardBody };
  },
  remove: (cloudWatch, { dashboardName }) =>
    cloudWatch.send(new DeleteDashboardsCommand({ DashboardNames: [dashboardName] })),
});
