#include "connectors/postgres/shape.hpp"

#include "connectors/utf8.hpp"

#include <string>

namespace parlance::connectors::postgres {

namespace {

constexpr unsigned money_oid = 790;

bool is_array_oid(unsigned oid) noexcept {
    switch (oid) {
        case 199:
        case 1000:
        case 1001:
        case 1002:
        case 1003:
        case 1005:
        case 1007:
        case 1009:
        case 1014:
        case 1015:
        case 1016:
        case 1021:
        case 1022:
        case 1028:
        case 1040:
        case 1041:
        case 1115:
        case 1182:
        case 1183:
        case 1185:
        case 1187:
        case 1231:
        case 1270:
        case 2951:
        case 3807:
        case 791:
        case 651:
            return true;
        default:
            return false;
    }
}

Form form_of(unsigned oid, Type type) noexcept {
    if (oid == money_oid) return Form::money;
    if (type == Type::boolean) return Form::boolean;
    if (is_number(type)) return Form::number;
    return type == Type::json ? Form::json : Form::text;
}

/// `-$1,234.50`, as the pinned lc_monetary writes it, becomes -1234.50.
void write_money(RowWriter& rows, std::string_view text) {
    std::string number(text);
    std::erase_if(number, [](char c) { return c == '$' || c == ','; });
    rows.number(number);
}

/// Reads COPY's backslash forms (PostgreSQL documentation, COPY, "Text Format").
char unescaped(char letter) noexcept {
    switch (letter) {
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'v':
            return '\v';
        default:
            return letter;
    }
}

void write_copy_cell(RowWriter& rows, Form form, std::string_view field, bool escaped) {
    if (!escaped) return write_cell(rows, form, field);
    if (field == "\\N") return rows.null();
    std::string text;
    text.reserve(field.size());
    for (std::size_t at = 0; at < field.size(); ++at) {
        const bool special = field[at] == '\\' && at + 1 < field.size();
        text += special ? unescaped(field[++at]) : field[at];
    }
    write_cell(rows, form, text);
}

}  // namespace

Type type_of_oid(unsigned oid) noexcept {
    switch (oid) {
        case 16:
            return Type::boolean;
        case 20:
        case 21:
        case 23:
        case 26:
            return Type::integer;
        case 1700:
        case money_oid:
            return Type::decimal;
        case 700:
        case 701:
            return Type::real;
        case 1082:
            return Type::date;
        case 1083:
        case 1266:
            return Type::time;
        case 1114:
            return Type::timestamp;
        case 1184:
            return Type::timestamptz;
        case 1186:
            return Type::interval;
        case 114:
        case 3802:
            return Type::json;
        case 2950:
            return Type::uuid;
        case 17:
            return Type::bytes;
        default:
            return is_array_oid(oid) ? Type::array : Type::text;
    }
}

Shape shape_of(const PGresult* result) {
    Shape shape;
    const int count = PQnfields(result);
    for (int at = 0; at < count; ++at) {
        const unsigned oid = PQftype(result, at);
        const Type type = type_of_oid(oid);
        shape.columns.push_back({.name = repaired_utf8(PQfname(result, at)), .type = type});
        shape.forms.push_back(form_of(oid, type));
    }
    return shape;
}

void write_cell(RowWriter& rows, Form form, std::string_view text) {
    switch (form) {
        case Form::boolean:
            return rows.boolean(text == "t");
        case Form::number:
            return rows.number(text);
        case Form::money:
            return write_money(rows, text);
        case Form::json:
            return rows.json(text);
        case Form::text:
            return rows.text(text);
    }
}

bool write_copy_row(RowWriter& rows, const std::vector<Form>& forms, std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    std::size_t column = 0;
    std::size_t begin = 0;
    bool escaped = false;
    for (std::size_t at = 0; at <= line.size(); ++at) {
        const bool end = at == line.size() || line[at] == '\t';
        escaped = escaped || (!end && line[at] == '\\');
        if (!end) continue;
        if (column == forms.size()) return false;
        write_copy_cell(rows, forms[column++], line.substr(begin, at - begin), escaped);
        begin = at + 1;
        escaped = false;
    }
    return column == forms.size();
}

}  // namespace parlance::connectors::postgres
