#include "ask/proposal_words.hpp"

#include "engine/nouns.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string_view>

namespace parlance::ask {

namespace {

using engine::ColumnModel;
using engine::Kind;

constexpr std::array<std::string_view, 31> no_measures{
    "id",      "key",      "code", "number",  "no",       "nr",       "zip",   "postcode",
    "postal",  "phone",    "fax",  "lat",     "latitude", "lon",      "lng",   "longitude",
    "year",    "month",    "day",  "hour",    "week",     "position", "index", "sequence",
    "version", "revision", "sort", "ordinal", "port",     "uuid",     "hash",
};
constexpr std::array<std::string_view, 26> averaged{
    "price",    "rate",   "ratio",  "percent", "percentage",  "pct",      "rating",
    "score",    "age",    "height", "weight",  "temperature", "humidity", "stars",
    "grade",    "gpa",    "avg",    "average", "mean",        "discount", "speed",
    "duration", "salary", "margin", "rank",    "level",
};
constexpr std::array<std::string_view, 27> summed{
    "amount", "total",  "quantity", "qty",      "cost",   "revenue", "sales",   "value",   "budget",
    "count",  "units",  "hours",    "minutes",  "points", "fee",     "payment", "tax",     "views",
    "clicks", "visits", "sum",      "spending", "profit", "income",  "volume",  "expense", "charge",
};
constexpr std::array<std::string_view, 24> grouping{
    "status", "state",   "type",    "kind",   "category", "class", "group",    "segment",
    "region", "country", "channel", "method", "gender",   "sex",   "priority", "department",
    "source", "tier",    "plan",    "brand",  "genre",    "city",  "severity", "language",
};

constexpr std::array<std::string_view, 14> no_beginnings{
    "birth",
    "birthday",
    "born",
    "dob",
    "death",
    "died",
    "end",
    "expires",
    "expiry",
    "due",
    "until",
    "last",
    "update",
    "updated",
};

bool says(const ColumnModel& column, std::span<const std::string_view> words) {
    return std::ranges::any_of(column.words, [&](const std::string& word) {
        return std::ranges::find(words, word) != words.end();
    });
}

bool ends_with(const ColumnModel& column, std::span<const std::string_view> words) {
    return !column.words.empty() && std::ranges::find(words, column.words.back()) != words.end();
}

}  // namespace

MeasureUse measure_use(const ColumnModel& column, bool events) {
    if (column.kind != Kind::number || column.words.empty()) return MeasureUse::none;
    // `total price` adds up, `unit price` does not; `number of guests` counts.
    const bool counts = column.words.front() == "number" && column.words.size() > 1;
    if (counts || says(column, std::span(summed).first(4))) return MeasureUse::sum;
    if (says(column, no_measures)) return MeasureUse::none;
    if (says(column, averaged)) return MeasureUse::average;
    if (says(column, summed)) return MeasureUse::sum;
    return events ? MeasureUse::sum : MeasureUse::average;
}

bool may_group(const ColumnModel& column) {
    constexpr std::size_t sentence_bytes = 30;
    switch (column.kind) {
        case Kind::flag:
            return true;
        case Kind::category:
            return column.values.empty() ||
                   std::ranges::none_of(column.values, [](const std::string& value) {
                       return value.size() > sentence_bytes;
                   });
        case Kind::text:
        case Kind::name:
            return ends_with(column, grouping);
        default:
            return false;
    }
}

bool begins_a_row(const ColumnModel& column) {
    return !says(column, no_beginnings);
}

bool names_a_row(const ColumnModel& column) {
    return column.kind == Kind::name || column.kind == Kind::text || column.kind == Kind::category;
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string shortened(std::string text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
    return text;
}

std::string uncapitalised(std::string text) {
    if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

std::string title_of_rows(const engine::TableModel& table) {
    return capitalised(engine::plural(engine::singular(table.phrase)));
}

std::string label_of(std::string text) {
    text = uncapitalised(std::move(text));
    std::ranges::replace(text, ' ', '_');
    return text;
}

std::string phrase_beside(const engine::TableModel& table, const ColumnModel& column, bool own) {
    if (own) return column.phrase;
    const std::string row = engine::singular(table.phrase);
    const bool name = column.phrase == "name" || column.phrase == "title" || column.phrase == row ||
                      column.phrase == row + " name";
    if (name) return row;
    return column.phrase.starts_with(row + ' ') ? column.phrase : row + ' ' + column.phrase;
}

}  // namespace parlance::ask
