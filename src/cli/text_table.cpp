#include "cli/text_table.hpp"

#include <algorithm>

namespace parlance::cli {

namespace {

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char each) {
        return !continues(each);
    }));
}

/// A database must not be able to steer the terminal: control characters become `?` (and line ends
/// a blank). C1 controls (U+0080 to U+009F) begin with 0xC2 in UTF-8.
std::string harmless(std::string_view text) {
    std::string made;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool c1 =
            byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
        if (c1) ++at;
        if (byte == '\n' || byte == '\t' || byte == '\r') {
            made += ' ';
        } else if (c1 || byte < 0x20 || byte == 0x7F) {
            made += '?';
        } else {
            made += text[at];
        }
    }
    return made;
}

std::string cut(std::string text, std::size_t most) {
    std::size_t seen = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (continues(text[at])) continue;
        if (++seen == most && width(text) > most) return text.substr(0, at) + "…";
    }
    return text;
}

using Line = std::vector<std::string>;

Line header(const ResultSet& result, std::size_t most) {
    Line line;
    for (const ResultColumn& column : result.columns)
        line.push_back(cut(harmless(column.name), most));
    return line;
}

Line cells(const ResultSet& result, std::size_t row, std::size_t most) {
    Line line;
    for (const Batch::Cell& cell : result.rows.row(row))
        line.push_back(cut(harmless(result.rows.text(cell)), most));
    return line;
}

std::vector<std::size_t> widths(const std::vector<Line>& lines) {
    std::vector<std::size_t> most(lines.front().size());
    for (const Line& line : lines) {
        for (std::size_t index = 0; index < line.size(); ++index)
            most[index] = std::max(most[index], width(line[index]));
    }
    return most;
}

void append(
    std::string& out,
    const Line& line,
    const std::vector<std::size_t>& most,
    const std::vector<bool>& right
) {
    for (std::size_t index = 0; index < line.size(); ++index) {
        const std::string room(most[index] - width(line[index]), ' ');
        if (index > 0) out += "  ";
        out += right[index] ? room + line[index] : line[index] + room;
    }
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
}

}  // namespace

std::string text_table(const ResultSet& result, std::size_t cell_width_max) {
    std::vector<Line> lines{header(result, cell_width_max)};
    for (std::size_t row = 0; row < result.rows.rows(); ++row)
        lines.push_back(cells(result, row, cell_width_max));
    const auto most = widths(lines);
    std::vector<bool> right;
    Line rule;
    for (std::size_t index = 0; index < result.columns.size(); ++index) {
        right.push_back(is_number(result.columns[index].type));
        rule.emplace_back(std::string(most[index], '-'));
    }
    lines.insert(lines.begin() + 1, std::move(rule));
    std::string out;
    for (const Line& line : lines)
        append(out, line, most, right);
    return out;
}

}  // namespace parlance::cli
