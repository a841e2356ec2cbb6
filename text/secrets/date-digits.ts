/** Nobody who calls, or is called about, was born before. */
const earliest = 1900;

/** Whether a year, of four digits or two, is one in which somebody living was born. */
export function isBirthYear(year: string): boolean {
  if (year.length === 2) return true;
  const number = Number(year);
  return year.length === 4 && number >= earliest && number <= new Date().getFullYear();
}

/** Whether two numbers are a day and a month, in the order of one country or another. */
export function isDayAndMonth(one: string, other: string): boolean {
  const [first, second] = [Number(one), Number(other)];
  if (first < 1 || second < 1) return false;
  return (first <= 31 && second <= 12) || (first <= 12 && second <= 31);
}

/** Whether digits that were said in a row are a whole date: "3684", "030684", "19840603". */
export function isDateDigits(digits: string): boolean {
  if (/^\D/.test(digits) || digits.length < 4 || digits.length > 8) return false;
  const yearFirst = digits.length > 6 && isBirthYear(digits.slice(0, 4)) ? digits.slice(4) : null;
  if (yearFirst !== null && splits(yearFirst)) return true;
  return [2, 4].some(
    (length) => isBirthYear(digits.slice(-length)) && splits(digits.slice(0, -length)),
  );
}

/** Whether digits are a day and a month, said in a row: "36", "0306". */
export function splits(digits: string): boolean {
  return [1, 2].some((length) => {
    const [one, other] = [digits.slice(0, length), digits.slice(length)];
    return other.length > 0 && other.length < 3 && isDayAndMonth(one, other);
  });
}
