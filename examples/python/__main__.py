"""Engineers declared in Python, with the components of Keyturn."""

import pulumi
import pulumi_keyturn as keyturn

ACCOUNT_ID = "111111111111"
EXTERNAL_ID = "keyturn-audit-of-acme"

ENGINEERS = {
    "ada": ("Ada Adams", "U0ADA000001"),
    "ben": ("Ben Brown", "U0BEN000001"),
}

read_only = keyturn.AssumableRole(
    "read-only",
    role_name="read-only",
    identity_account_id=ACCOUNT_ID,
    policy_arns=["arn:aws:iam::aws:policy/ReadOnlyAccess"],
)

# Everybody is in the baseline's group, and in one of roles at most.
baseline = keyturn.EngineerBaseline("baseline")
developers = keyturn.RoleGroup(
    "developers",
    group_name="engineers-developers",
    role_arns=[read_only.role_arn],
)
for user_name, (full_name, slack_id) in ENGINEERS.items():
    keyturn.Engineer(
        user_name,
        user_name=user_name,
        full_name=full_name,
        slack_id=slack_id,
        group_name=baseline.group_name,
        role_group_name=developers.group_name,
    )

monitor = keyturn.KeyMonitor(
    "keyturn",
    accounts=[keyturn.WatchedAccountArgs(id=ACCOUNT_ID, name="acme")],
    external_id=EXTERNAL_ID,
    team_channel="C0INFRA0001",
    slack_token_secret_arn="arn:aws:secretsmanager:eu-central-1:111111111111:secret:keyturn/slack-token-AbCdEf",
    time_zone="Europe/Berlin",
)
keyturn.AuditRole(
    "audit",
    external_id=EXTERNAL_ID,
    monitor_role_arn=monitor.monitor_role_arn,
)

pulumi.export("monitorFunctionName", monitor.monitor_function_name)
