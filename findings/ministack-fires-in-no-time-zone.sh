#!/usr/bin/env bash
# A schedule of EventBridge Scheduler: at(…) an hour from now on New York's clock, with ScheduleExpressionTimezone
# America/New_York, and an Input that has <aws.scheduler.scheduled-time>.
#
# Expected: nothing for an hour; then a message with the time in place of the word.
# Happens:  MiniStack keeps the time zone, gives it back in GetSchedule, and takes the expression for UTC: the message
#           comes within seconds. The word in the Input is delivered as it stands.
# Version:  ministack 1.5.33.
# Source:   _tick_schedules in ministack/services/scheduler.py of the package;
#           https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#time-zones and
#           https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
# Matters:  a daily run at a local hour cannot be tried there across a change of clocks, nor can a function be that
#           takes its day from its schedule: it gets a word that is no date.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check ministack==1.5.33 boto3==1.43.106 tzdata==2026.6
cat >"$work/schedule.py" <<'PYTHON'
import asyncio, os, socket, threading, time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
os.environ["GATEWAY_PORT"] = str(port)  # read as it is imported
import boto3
from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app

server = Config()
server.bind = [f"fd://{listener.fileno()}"]
threading.Thread(target=lambda: asyncio.run(serve(app, server, shutdown_trigger=asyncio.Event().wait)), daemon=True).start()

def client(service):
    return boto3.client(service, endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1",
                        aws_access_key_id="123456789012", aws_secret_access_key="not-a-secret")

zone = "America/New_York"
queue = client("sqs").create_queue(QueueName="runs")["QueueUrl"]
client("scheduler").create_schedule(
    Name="once",
    ScheduleExpression=f"at({datetime.now(ZoneInfo(zone)) + timedelta(hours=1):%Y-%m-%dT%H:%M:%S})",
    ScheduleExpressionTimezone=zone,
    FlexibleTimeWindow={"Mode": "OFF"},
    Target={"Arn": "arn:aws:sqs:us-east-1:123456789012:runs", "RoleArn": "arn:aws:iam::123456789012:role/any",
            "Input": '{"day": "<aws.scheduler.scheduled-time>"}'},
)
schedule = client("scheduler").get_schedule(Name="once")
print(schedule["ScheduleExpression"], schedule["ScheduleExpressionTimezone"])
start = time.monotonic()
while not (messages := client("sqs").receive_message(QueueUrl=queue, WaitTimeSeconds=2).get("Messages")):
    if time.monotonic() - start > 120:
        raise SystemExit("CHANGED: nothing came in two minutes.")
print(f"after {time.monotonic() - start:.0f} s, an hour early: {messages[0]['Body']}")
if messages[0]["Body"] != '{"day": "<aws.scheduler.scheduled-time>"}':
    raise SystemExit("CHANGED: the Input is filled in.")
print("Seen: UTC, and the word as it stands.")
os._exit(0)  # with the server
PYTHON
"$work/venv/bin/pip" list 2>/dev/null | grep ministack
env -i PATH="$PATH" HOME="$work" TMPDIR="$work" MINISTACK_HOST=127.0.0.1 IOT_MTLS_ENABLED=0 SFTP_ENABLED=0 \
  "$work/venv/bin/python" -uB "$work/schedule.py" 2>"$work/log" || { tail -1 "$work/log" >&2; exit 1; }
