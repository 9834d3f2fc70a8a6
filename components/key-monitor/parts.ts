import type * as pulumi from '@pulumi/pulumi';
import type { Home } from '../../rules/arn';
import type { MonitorNames } from '../../rules/names';
import type { CheckedArgs } from './check-args';

/** The ARNs of KMS keys. */
export interface Keys {
  /** Of everything; undefined where AWS's own keys do. */
  readonly all?: pulumi.Output<string>;
  /** Of the alarms' topic; undefined where the topic is somebody else's. */
  readonly topic?: pulumi.Output<string>;
}

/** What every part of a KeyMonitor is made from. */
export interface Parts {
  /** The monitor's Pulumi name, with which its children's begin. */
  readonly name: string;
  /** The names in AWS. */
  readonly names: MonitorNames;
  readonly args: CheckedArgs;
  /** Makes a resource a child of the monitor. */
  readonly child: { readonly parent: pulumi.Resource };
  readonly home: pulumi.Output<Home>;
  readonly region: pulumi.Output<string>;
  readonly keys: Keys;
}
