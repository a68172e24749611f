#include "serve/schedules/report.hpp"

#include <fmt/format.h>

#include <algorithm>

/// A report as a mail. Its styles stand in it and nothing is loaded: no pictures, no fonts, no
/// scripts.
namespace parlance::serve {

namespace {

constexpr std::size_t rows_max = 50;
constexpr std::size_t columns_max = 20;
constexpr std::size_t cell_bytes_max = 300;

constexpr std::string_view cell_style =
    "padding:4px 10px 4px 0;border-bottom:1px solid #ddd;text-align:left;vertical-align:top";

std::string escaped(std::string_view text) {
    std::string made;
    for (const char letter : text) {
        switch (letter) {
            case '&':
                made += "&amp;";
                break;
            case '<':
                made += "&lt;";
                break;
            case '>':
                made += "&gt;";
                break;
            case '"':
                made += "&quot;";
                break;
            default:
                made += letter;
        }
    }
    return made;
}

/// Cut between characters.
std::string shortened(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return std::string(text);
    while (bytes > 0 && (text[bytes] & 0xc0) == 0x80)
        --bytes;
    return std::string(text.substr(0, bytes)) + "…";
}

std::string cell(const Batch& batch, const Batch::Cell& held) {
    if (held.kind == CellKind::null) return "NULL";
    return shortened(batch.text(held), cell_bytes_max);
}

std::size_t shown_columns(const TileRows& rows) {
    return std::min(columns_max, rows.result.columns.size());
}

std::size_t shown_rows(const TileRows& rows) {
    return std::min(rows_max, rows.result.rows.rows());
}

/// What is said below a table of which not all is shown; empty when all is.
std::string rest_of(const TileRows& rows) {
    const bool cut = rows.summary.truncated || rows.result.rows.rows() > rows_max ||
                     rows.result.columns.size() > columns_max;
    if (!cut) return {};
    return fmt::format("The first {} rows. The dashboard has the others.", shown_rows(rows));
}

bool is_number(const ReportTile& tile) {
    return tile.tile.kind == "number" && tile.rows->result.rows.rows() > 0 &&
           !tile.rows->result.columns.empty();
}

std::string number_of(const TileRows& rows) {
    const Batch& batch = rows.result.rows;
    const auto row = batch.row(0);
    const auto found = std::ranges::find(row, CellKind::number, &Batch::Cell::kind);
    return cell(batch, found == row.end() ? row[0] : *found);
}

std::string html_table(const TileRows& rows) {
    const Batch& batch = rows.result.rows;
    std::string made =
        R"(<table cellspacing="0" style="border-collapse:collapse;font-size:14px"><tr>)";
    for (std::size_t at = 0; at < shown_columns(rows); ++at)
        made += fmt::format(
            "<th style=\"{}\">{}</th>", cell_style, escaped(rows.result.columns[at].name)
        );
    made += "</tr>";
    for (std::size_t row = 0; row < shown_rows(rows); ++row) {
        made += "<tr>";
        for (std::size_t at = 0; at < shown_columns(rows); ++at)
            made += fmt::format(
                "<td style=\"{}\">{}</td>", cell_style, escaped(cell(batch, batch.row(row)[at]))
            );
        made += "</tr>";
    }
    return made + "</table>";
}

std::string html_body(const ReportTile& tile) {
    if (!tile.error.empty())
        return fmt::format("<p style=\"color:#a00\">{}</p>", escaped(tile.error));
    if (!tile.rows)
        return fmt::format(
            "<p style=\"white-space:pre-wrap\">{}</p>", escaped(tile.tile.text.value_or(""))
        );
    if (is_number(tile))
        return fmt::format(
            "<p style=\"font-size:28px;margin:4px 0\">{}</p>", escaped(number_of(*tile.rows))
        );
    const std::string rest = rest_of(*tile.rows);
    return html_table(*tile.rows) +
           (rest.empty() ? "" : fmt::format("<p style=\"color:#666\">{}</p>", rest));
}

/// Columns parted by tabs would break in a mail reader; a bar does not.
std::string text_table(const TileRows& rows) {
    const Batch& batch = rows.result.rows;
    std::string made;
    const auto line = [&](auto text_at) {
        for (std::size_t at = 0; at < shown_columns(rows); ++at)
            made += (at == 0 ? "" : " | ") + text_at(at);
        made += "\n";
    };
    line([&](std::size_t at) { return rows.result.columns[at].name; });
    for (std::size_t row = 0; row < shown_rows(rows); ++row)
        line([&](std::size_t at) { return cell(batch, batch.row(row)[at]); });
    const std::string rest = rest_of(rows);
    return rest.empty() ? made : made + rest + "\n";
}

std::string text_body(const ReportTile& tile) {
    if (!tile.error.empty()) return tile.error + "\n";
    if (!tile.rows) return tile.tile.text.value_or("") + "\n";
    if (is_number(tile)) return number_of(*tile.rows) + "\n";
    return text_table(*tile.rows);
}

}  // namespace

std::string mail_html(const Report& report, const std::string& link) {
    std::string made = fmt::format(
        "<!doctype html><html><head><meta charset=\"utf-8\"></head>"
        "<body style=\"font-family:sans-serif;color:#222\"><h1 style=\"font-size:22px\">{}</h1>",
        escaped(report.title)
    );
    if (!report.description.empty()) made += fmt::format("<p>{}</p>", escaped(report.description));
    for (const ReportTile& tile : report.tiles)
        made += fmt::format(
            "<h2 style=\"font-size:16px;margin:20px 0 4px\">{}</h2>{}",
            escaped(tile.tile.title),
            html_body(tile)
        );
    if (!link.empty())
        made += fmt::format("<p><a href=\"{}\">Open the dashboard</a></p>", escaped(link));
    return made + "</body></html>";
}

std::string mail_text(const Report& report, const std::string& link) {
    std::string made = report.title + "\n\n";
    if (!report.description.empty()) made += report.description + "\n\n";
    for (const ReportTile& tile : report.tiles) {
        if (!tile.tile.title.empty()) made += "== " + tile.tile.title + " ==\n";
        made += text_body(tile) + "\n";
    }
    return link.empty() ? made : made + link + "\n";
}

}  // namespace parlance::serve
