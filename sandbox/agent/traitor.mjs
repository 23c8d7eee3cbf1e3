/**
 * A runner whose program has broken out of V8: the attack suite puts it in the runner's place, without Node's permission
 * model. It tries to answer for its agent, by every descriptor of another process, and to look into it; then it answers for
 * itself, with what worked.
 */
import { openSync, readdirSync, readFileSync, readlinkSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";

const attempt = (tried) => {
  try {
    return tried();
  } catch {
    return null;
  }
};

function attack() {
  const forged = `${JSON.stringify({ id: "?", ok: true, result: { ok: true, forged: true } })}\n`;
  const worked = [];
  const others = (attempt(() => readdirSync("/proc")) ?? []).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  for (const pid of [...new Set([...others, String(process.ppid)])]) {
    for (let fd = 0; fd < 32; fd += 1)
      if (attempt(() => writeSync(openSync(`/proc/${pid}/fd/${fd}`, "w"), forged)) !== null) worked.push(`wrote ${pid}/fd/${fd}`);
    for (const name of ["mem", "environ", "maps"])
      if (attempt(() => readFileSync(`/proc/${pid}/${name}`, "latin1").slice(0, 100))) worked.push(`read ${pid}/${name}`);
    if (attempt(() => readlinkSync(`/proc/${pid}/cwd`)) !== null) worked.push(`followed ${pid}/cwd`);
  }
  return worked;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { op } = JSON.parse(line);
  const worked = op === "mount" ? attack() : [];
  process.stdout.write(`${JSON.stringify({ ok: op !== "mount", error: `worked: ${worked.join()}` })}\n`);
}
