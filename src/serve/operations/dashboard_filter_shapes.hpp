#pragma once

#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What the filters of a dashboard are, and what somebody chose by them.
namespace parlance::serve {

enum class FilterKind : std::uint8_t { choice, text, number, date };
BOOST_DESCRIBE_ENUM(FilterKind, choice, text, number, date)

struct FilterColumnShape {
    std::string connection_id;
    std::string schema;
    std::string table;
    std::string column;
};
BOOST_DESCRIBE_STRUCT(FilterColumnShape, (), (connection_id, schema, table, column))
constexpr auto notes(const FilterColumnShape*) {
    return std::array{
        json::note("connection_id").length(1, 64),
        json::note("schema", "As the schema of the source names it: `main` for files.")
            .length(1, 200),
        json::note("table").length(1, 200),
        json::note("column").length(1, 200),
    };
}

/// A filter, as somebody writes it and as it is shown.
struct FilterShape {
    std::string id;
    std::string label;
    FilterKind kind = FilterKind::choice;
    std::vector<FilterColumnShape> columns;
};
BOOST_DESCRIBE_STRUCT(FilterShape, (), (id, label, kind, columns))
constexpr auto notes(const FilterShape*) {
    return std::array{
        json::note("id", "Your own word for it; other filters have others.").length(1, 40),
        json::note("label").length(1, 100),
        json::note("kind", "What one chooses: some of its values, a part of a text, a range."),
        json::note(
            "columns",
            "Tiles that read one of these tables are filtered by the column. Of columns that you "
            "may not see nothing is told."
        )
            .items(0, 20),
    };
}

/// What somebody chose: `values` of a choice, `text` of a text, `from` and `to` of the others.
struct FilterValue {
    std::optional<std::vector<std::string>> values;
    std::optional<std::string> text;
    std::optional<std::string> from;
    std::optional<std::string> to;
};
BOOST_DESCRIBE_STRUCT(FilterValue, (), (values, text, from, to))
constexpr auto notes(const FilterValue*) {
    return std::array{
        json::note("values").items(0, 200),
        json::note("text").length(0, 200),
        json::note("from").length(0, 40),
        json::note("to", "Included.").length(0, 40),
    };
}

/// By the id of the filter.
using FilterValues = std::map<std::string, FilterValue>;

struct FilterChoicesRequest {
    std::string dashboard_id;
    std::string filter_id;
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(FilterChoicesRequest, (), (dashboard_id, filter_id, search))
constexpr auto notes(const FilterChoicesRequest*) {
    return std::array{json::note("search", "Only values that contain this.").length(0, 200)};
}

struct FilterChoicesShape {
    std::vector<std::string> values;
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(FilterChoicesShape, (), (values, more))
constexpr auto notes(const FilterChoicesShape*) {
    return std::array{
        json::note("values", "What stands in the columns, as far as you may see it."),
        json::note("more", "Whether there are others: search for them."),
    };
}

}  // namespace parlance::serve
