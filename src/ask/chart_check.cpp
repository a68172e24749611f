#include "ask/chart_check.hpp"

#include "base/error.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace parlance::ask {

namespace json = boost::json;

namespace {

constexpr std::size_t parts_max = 2'000;

/// What a specification may have at its top.
constexpr std::array<std::string_view, 18> top_members{
    "$schema",
    "title",
    "description",
    "data",
    "mark",
    "encoding",
    "layer",
    "width",
    "height",
    "autosize",
    "config",
    "transform",
    "padding",
    "resolve",
    "usermeta",
    "background",
    "params",
    "view",
};
/// What it may have nowhere: ways to other data, to other places, and to code.
constexpr std::array<std::string_view, 9> outside_members{
    "url",
    "href",
    "datasets",
    "signal",
    "expr",
    "from",
    "image",
    "loader",
    "cursor"
};

class Checker {
public:
    void run(const json::object& specification) {
        for (const auto& [name, value] : specification) {
            if (std::ranges::find(top_members, std::string_view(name)) == top_members.end())
                refuse("/" + std::string(name), "This member is not allowed.");
        }
        object(specification, "");
    }

private:
    [[noreturn]] static void refuse(std::string pointer, std::string why) {
        throw Error(
            Failure::invalid,
            "chart_refused",
            "This chart is no Vega-Lite specification over the rows of its own tile."
        )
            .with_faults({{"/chart" + pointer, std::move(why)}});
    }

    void value(const json::value& each, const std::string& at) {
        if (++parts_ > parts_max) refuse(at, "The specification is too long.");
        if (each.is_object()) object(each.get_object(), at);
        if (!each.is_array()) return;
        std::size_t index = 0;
        for (const json::value& item : each.get_array())
            value(item, at + "/" + std::to_string(index++));
    }

    void object(const json::object& members, const std::string& at) {
        for (const auto& [name, each] : members) {
            const std::string here = at + "/" + std::string(name);
            if (std::ranges::find(outside_members, std::string_view(name)) != outside_members.end())
                refuse(here, "Charts have no data, addresses or expressions from outside.");
            if (name == "data" && (!at.empty() || !own_rows(each)))
                refuse(here, R"(The data of a chart are its own rows: {"name": "result"}.)");
            value(each, here);
        }
    }

    static bool own_rows(const json::value& data) {
        return data.is_object() && data.get_object() == json::object{{"name", "result"}};
    }

    std::size_t parts_ = 0;
};

/// What it reads, and what transforms make.
struct Names {
    std::set<std::string> read;
    std::set<std::string> made;

    void look_at(const json::value& each) {
        if (each.is_array()) {
            for (const json::value& item : each.get_array())
                look_at(item);
        }
        if (!each.is_object()) return;
        for (const auto& [name, member] : each.get_object()) {
            if (name == "field" && member.is_string()) read.insert(unescaped(member.get_string()));
            if (name == "as") make(member);
            look_at(member);
        }
    }

    void make(const json::value& names) {
        if (names.is_string()) made.insert(std::string(names.get_string()));
        if (!names.is_array()) return;
        for (const json::value& each : names.get_array())
            make(each);
    }

    static std::string unescaped(std::string_view text) {
        std::string plain;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '\\' && at + 1 < text.size()) ++at;
            plain += text[at];
        }
        return plain;
    }
};

}  // namespace

void require_plain_chart(const json::object& specification) {
    Checker().run(specification);
}

bool chart_reads(const json::object& specification, std::span<const ResultColumn> columns) {
    Names names;
    names.look_at(json::value(specification));
    return std::ranges::all_of(names.read, [&](const std::string& name) {
        return names.made.contains(name) ||
               std::ranges::find(columns, name, &ResultColumn::name) != columns.end();
    });
}

}  // namespace parlance::ask
