#include "serve/row_encoder.hpp"

#include "base/json.hpp"
#include "base/json_text.hpp"
#include "base/utf8.hpp"
#include "serve/row_markdown.hpp"

#include <cstring>
#include <stdexcept>

namespace parlance::serve {

namespace {

using Cell = Batch::Cell;

char* put(char* out, std::string_view text) {
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

bool is_digit(char each) {
    return each >= '0' && each <= '9';
}

const char* skip_digits(const char* at, const char* end) {
    while (at != end && is_digit(*at))
        ++at;
    return at;
}

/// RFC 8259 §6.
bool is_json_number(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    if (at != end && *at == '-') ++at;
    const char* const whole = at;
    at = skip_digits(at, end);
    if (at == whole || (*whole == '0' && at - whole > 1)) return false;
    if (at != end && *at == '.') {
        const char* const fraction = ++at;
        at = skip_digits(at, end);
        if (at == fraction) return false;
    }
    if (at != end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at != end && (*at == '+' || *at == '-')) ++at;
        const char* const exponent = at;
        at = skip_digits(at, end);
        if (at == exponent) return false;
    }
    return at == end;
}

bool is_boolean(std::string_view text) {
    return text == "true" || text == "false";
}

/// Valid JSON holds line ends only between its parts; NDJSON must not have them.
char* put_json(char* out, std::string_view text) {
    for (const char each : text)
        *out++ = each == '\n' || each == '\r' ? ' ' : each;
    return out;
}

char* put_cell(char* out, const Cell& cell, std::string_view text) {
    switch (cell.kind) {
        case CellKind::null:
            return put(out, "null");
        case CellKind::boolean:
            if (is_boolean(text)) return put(out, text);
            break;
        case CellKind::number:
            if (is_json_number(text)) return put(out, text);
            break;
        case CellKind::json:
            if (json::is_json(text)) return put_json(out, text);
            break;
        case CellKind::text:
            break;
    }
    return json::quote_to(out, text);
}

/// Room that a row may need in any format: each cell quoted, and what stands around it.
std::size_t room_for(const Batch& batch) {
    constexpr std::size_t around = 6;
    const std::size_t cells = batch.rows() * batch.columns();
    return json::quoted_max(batch.bytes()) + cells * around + batch.rows() * 4;
}

/// Writes into `out` without a check per byte: `fill` gets room for the whole batch.
template <class Fill>
void append_with_room(std::string& out, std::size_t room, Fill fill) {
    const std::size_t before = out.size();
    out.resize_and_overwrite(before + room, [&](char* data, std::size_t) {
        return static_cast<std::size_t>(fill(data + before) - data);
    });
}

char* put_row(char* out, const Batch& batch, std::size_t index) {
    *out++ = '[';
    char* const begin = out;
    for (const Cell& cell : batch.row(index)) {
        if (out != begin) *out++ = ',';
        out = put_cell(out, cell, batch.text(cell));
    }
    *out++ = ']';
    return out;
}

void add_json_rows(std::string& out, const Batch& batch, bool& first) {
    append_with_room(out, room_for(batch), [&](char* to) {
        for (std::size_t index = 0; index < batch.rows(); ++index) {
            if (!first) *to++ = ',';
            first = false;
            to = put_row(to, batch, index);
        }
        return to;
    });
}

void add_ndjson_rows(std::string& out, const Batch& batch) {
    append_with_room(out, room_for(batch), [&](char* to) {
        for (std::size_t index = 0; index < batch.rows(); ++index) {
            to = put_row(to, batch, index);
            *to++ = '\n';
        }
        return to;
    });
}

bool needs_csv_quotes(std::string_view text) {
    // An empty text is quoted, which tells it from NULL.
    return text.empty() || text.front() == ' ' || text.back() == ' ' ||
           text.find_first_of("\",\r\n") != text.npos;
}

char* put_csv_quoted(char* out, std::string_view text) {
    *out++ = '"';
    for (const char each : text) {
        if (each == '"') *out++ = '"';
        *out++ = each;
    }
    *out++ = '"';
    return out;
}

char* put_utf8(char* out, std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const std::size_t size = utf8_sequence(at, end);
        out = size == 0 ? put(out, "\xEF\xBF\xBD") : put(out, {at, size});
        at += std::max<std::size_t>(size, 1);
    }
    return out;
}

/// What a spreadsheet takes for a formula (OWASP, CSV injection).
bool looks_like_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").contains(text.front());
}

char* put_csv(char* out, std::string_view text) {
    if (is_utf8(text)) {
        return needs_csv_quotes(text) ? put_csv_quoted(out, text) : put(out, text);
    }
    std::string mended(3 * text.size(), '\0');
    mended.resize(static_cast<std::size_t>(put_utf8(mended.data(), text) - mended.data()));
    return needs_csv_quotes(mended) ? put_csv_quoted(out, mended) : put(out, mended);
}

void add_csv_rows(std::string& out, const Batch& batch, const std::vector<bool>& guarded) {
    std::string defused;
    append_with_room(out, room_for(batch), [&](char* to) {
        for (std::size_t index = 0; index < batch.rows(); ++index) {
            std::size_t column = 0;
            for (const Cell& cell : batch.row(index)) {
                if (column > 0) *to++ = ',';
                const bool guard = !guarded.empty() && guarded[column];
                ++column;
                if (cell.kind == CellKind::null) continue;
                std::string_view text = batch.text(cell);
                if (guard && looks_like_formula(text)) text = defused.assign(1, '\'').append(text);
                to = put_csv(to, text);
            }
            to = put(to, "\r\n");
        }
        return to;
    });
}

void add_columns(
    std::string& out,
    const std::vector<ResultColumn>& columns,
    const std::vector<bool>& masked
) {
    out += R"("columns":[)";
    for (std::size_t at = 0; at < columns.size(); ++at) {
        out += at == 0 ? R"({"name":)" : R"(,{"name":)";
        json::quote(out, columns[at].name);
        out += R"(,"type":")";
        out += name_of(columns[at].type);
        out += at < masked.size() && masked[at] ? R"(","masked":true})" : "\"}";
    }
    out += ']';
}

void add_summary(std::string& out, const RunSummary& summary) {
    out += R"("row_count":)" + std::to_string(summary.rows);
    out += summary.truncated ? R"(,"truncated":true,"execution_ms":)"
                             : R"(,"truncated":false,"execution_ms":)";
    json::write_number(out, summary.execution_ms);
}

void begin_csv(std::string& out, const std::vector<ResultColumn>& columns, bool guarded) {
    Batch header(columns.size());
    for (const ResultColumn& column : columns)
        header.add(CellKind::text, column.name);
    add_csv_rows(out, header, std::vector<bool>(columns.size(), guarded));
}

/// Columns whose values are texts, or may be: a number and a date are no formulas.
std::vector<bool> text_columns(const std::vector<ResultColumn>& columns) {
    std::vector<bool> made;
    for (const ResultColumn& each : columns)
        made.push_back(
            !is_number(each.type) && !is_moment(each.type) && each.type != Type::boolean
        );
    return made;
}

}  // namespace

void RowEncoder::begin(
    std::string& out,
    std::string_view id,
    const std::vector<ResultColumn>& columns,
    const std::optional<CacheShape>& cache,
    const std::vector<bool>& masked
) {
    if (without_formulas_) guarded_ = text_columns(columns);
    if (format_ == RowFormat::csv) return begin_csv(out, columns, without_formulas_);
    if (format_ == RowFormat::markdown) return begin_markdown(out, columns);
    out += '{';
    if (!id.empty()) {
        out += R"("id":)";
        json::quote(out, id);
        out += ',';
    }
    if (cache) out += R"("cache":)" + json::to_text(*cache) + ",";
    add_columns(out, columns, masked);
    out += format_ == RowFormat::json ? R"(,"rows":[)" : "}\n";
}

void RowEncoder::rows(std::string& out, const Batch& batch) {
    switch (format_) {
        case RowFormat::json:
            return add_json_rows(out, batch, first_);
        case RowFormat::ndjson:
            return add_ndjson_rows(out, batch);
        case RowFormat::csv:
            return add_csv_rows(out, batch, guarded_);
        case RowFormat::markdown:
            return add_markdown_rows(out, batch);
        case RowFormat::xlsx:
        case RowFormat::parquet:
            throw std::logic_error("this format is no text");
    }
}

void RowEncoder::end(std::string& out, const RunSummary& summary) {
    if (format_ != RowFormat::json && format_ != RowFormat::ndjson) return;
    out += format_ == RowFormat::json ? "]," : "{";
    add_summary(out, summary);
    out += format_ == RowFormat::json ? "}" : "}\n";
}

std::string_view RowEncoder::content_type(RowFormat format) noexcept {
    switch (format) {
        case RowFormat::json:
            return "application/json";
        case RowFormat::ndjson:
            return "application/x-ndjson";
        case RowFormat::csv:
            return "text/csv; charset=utf-8; header=present";
        case RowFormat::markdown:
            return "text/markdown; charset=utf-8";
        case RowFormat::xlsx:
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        case RowFormat::parquet:
            return "application/vnd.apache.parquet";
    }
    return "application/json";
}

std::string rows_as_json(const Batch& batch) {
    std::string out = "[";
    bool first = true;
    add_json_rows(out, batch, first);
    out += ']';
    return out;
}

}  // namespace parlance::serve
