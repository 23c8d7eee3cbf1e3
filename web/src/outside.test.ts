import { expect, it } from "vitest";
import { fileName } from "./outside";

it.each([
  ["report.csv", "report.csv"],
  ["My Report (1).XLSX", "My Report (1).XLSX"],
  ["../../etc/passwd", "passwd.txt"],
  ["..\\..\\autoexec.bat", "autoexec.bat.txt"],
  ["invoice.pdf.exe", "invoice.pdf.exe.txt"],
  ["page.html", "page.html.txt"],
  ["photo\u202Egpj.exe", "photo gpj.exe.txt"],
  ["a\u0000b.csv", "a b.csv"],
  [".bashrc", "bashrc.txt"],
  ["%APPDATA%.csv", "APPDATA .csv"],
  ["", "download.txt"],
  ["...", "download.txt"],
])("%j is saved as %j", (asked, saved) => {
  expect(fileName(asked)).toBe(saved);
});

it("keeps the kind of a long name", () => {
  expect(fileName(`${"x".repeat(500)}.csv`)).toMatch(/^x{76}\.csv$/);
});
