// Reads calendar files with ical.js and node-ical; prints {reader: {file: [[uid, start, end,
// status], ...]}} as JSON: days as they are written (the end exclusive), clock times in UTC.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const two = (number) => String(number).padStart(2, "0");
const utc = (date) => date.toISOString().replace(".000Z", "Z");

function withIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const told = (time) => (time.isDate ? time.toString() : utc(time.toJSDate()));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const status = component.getFirstPropertyValue("status");
    return [event.uid, told(event.startDate), told(event.endDate), status];
  });
}

function withNodeIcal(text) {
  const told = (date) =>
    date.dateOnly
      ? `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
      : utc(date);
  return Object.values(nodeIcal.sync.parseICS(text))
    .filter((component) => component.type === "VEVENT")
    .map((event) => [event.uid, told(event.start), told(event.end), event.status]);
}

const files = process.argv.slice(2);
const read = (reader) =>
  Object.fromEntries(files.map((file) => [file, reader(readFileSync(file, "utf-8"))]));
const answer = { "ical.js": read(withIcalJs), "node-ical": read(withNodeIcal) };
process.stdout.write(JSON.stringify(answer));
