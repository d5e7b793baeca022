// Writes investment.xlsx as a binary workbook; its cells in the long and the short form.
const xlsx = require("xlsx");
const book = xlsx.readFile(`${__dirname}/investment.xlsx`, { cellNF: true, cellStyles: true });
xlsx.writeFile(book, `${__dirname}/investment.xlsb`, { bookType: "xlsb", compression: true, bookSST: true });
