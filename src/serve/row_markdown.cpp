#include "serve/row_markdown.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <string_view>

namespace parlance::serve {

namespace {

void put_letter(std::string& out, char letter) {
    switch (letter) {
        case '&':
            out += "&amp;";
            return;
        case '<':
            out += "&lt;";
            return;
        case '>':
            out += "&gt;";
            return;
        case '\n':
            out += "<br>";
            return;
        case '\r':
            return;
        default:
            if (std::string_view("\\`*_[]|~!").contains(letter)) out += '\\';
            out += letter;
    }
}

void put_text(std::string& out, std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const std::size_t size = utf8_sequence(at, end);
        if (size == 1)
            put_letter(out, *at);
        else if (size == 0)
            out += "\xEF\xBF\xBD";
        else
            out.append(at, size);
        at += std::max<std::size_t>(size, 1);
    }
}

}  // namespace

void begin_markdown(std::string& out, const std::vector<ResultColumn>& columns) {
    for (const ResultColumn& column : columns) {
        out += "| ";
        put_text(out, column.name);
        out += ' ';
    }
    out += "|\n";
    for (const ResultColumn& column : columns)
        out += is_number(column.type) ? "| ---: " : "| --- ";
    out += "|\n";
}

void add_markdown_rows(std::string& out, const Batch& batch) {
    for (std::size_t index = 0; index < batch.rows(); ++index) {
        for (const Batch::Cell& cell : batch.row(index)) {
            out += "| ";
            if (cell.kind == CellKind::null)
                out += "NULL";
            else
                put_text(out, batch.text(cell));
            out += ' ';
        }
        out += "|\n";
    }
}

}  // namespace parlance::serve
