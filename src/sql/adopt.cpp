#include "sql/adopt.hpp"

#include "sql/build.hpp"
#include "sql/dates.hpp"
#include "sql/functions.hpp"
#include "sql/walk.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace parlance::sql {
namespace {

using Arguments = std::vector<Expr>;
using Adopted = std::optional<Expr>;

struct Renamed {
    std::string_view from;
    std::string_view to;
};
/// The same arguments under another name.
constexpr std::array<Renamed, 12> renamed{{
    {"ifnull", "coalesce"},
    {"nvl", "coalesce"},
    {"ucase", "upper"},
    {"lcase", "lower"},
    {"len", "length"},
    {"mid", "substr"},
    {"truncate", "trunc"},
    {"rand", "random"},
    {"getdate", "now"},
    {"sysdate", "now"},
    {"instr", "strpos"},
    {"pow", "power"},
}};

Expr extracted(std::string field, Expr from) {
    return build::call("extract", Type::decimal, build::text(std::move(field)), std::move(from));
}

Expr as_date(Expr expr) {
    return build::cast(std::move(expr), "date", Type::date);
}

Adopted choice(Arguments& arguments) {
    if (arguments.size() != 3) return std::nullopt;
    return build::choose(std::move(arguments[0]), std::move(arguments[1]), std::move(arguments[2]));
}

Adopted is_null(Arguments& arguments) {
    if (arguments.size() == 1)
        return Expr{IsTest{std::move(arguments[0]), Truth::is_null}, {}, Type::boolean};
    if (arguments.size() != 2) return std::nullopt;
    return build::call("coalesce", Type::unknown, std::move(arguments[0]), std::move(arguments[1]));
}

/// `LOCATE(part, text)`.
Adopted located(Arguments& arguments) {
    if (arguments.size() != 2) return std::nullopt;
    return build::call("strpos", Type::integer, std::move(arguments[1]), std::move(arguments[0]));
}

Adopted today(Arguments& arguments) {
    if (!arguments.empty()) return std::nullopt;
    return Expr{CurrentMoment{Moment::current_date}, {}, Type::date};
}

Adopted days_between(Arguments& arguments) {
    if (arguments.size() != 2) return std::nullopt;
    return build::binary(
        BinaryOp::subtract,
        as_date(std::move(arguments[0])),
        as_date(std::move(arguments[1])),
        Type::integer
    );
}

Adopted moved(Arguments& arguments, BinaryOp op) {
    if (arguments.size() != 2) return std::nullopt;
    const auto* cast = std::get_if<Cast>(&arguments[1].node);
    if (cast == nullptr || cast->type.name != "interval") return std::nullopt;
    if (build::text_literal(arguments[0]) != nullptr)
        arguments[0] = build::cast(std::move(arguments[0]), "timestamp", Type::timestamp);
    return build::binary(op, std::move(arguments[0]), std::move(arguments[1]), Type::timestamp);
}

Adopted later(Arguments& arguments) {
    return moved(arguments, BinaryOp::add);
}

Adopted earlier(Arguments& arguments) {
    return moved(arguments, BinaryOp::subtract);
}

/// `DATE_FORMAT(moment, pattern)` and `STRFTIME(pattern, moment)`.
Adopted formatted(Expr moment, const Expr& pattern) {
    const Literal* literal = build::text_literal(pattern);
    if (literal == nullptr) return std::nullopt;
    auto own = to_char_pattern(literal->text);
    if (!own) return std::nullopt;
    return build::call("to_char", Type::text, std::move(moment), build::text(std::move(*own)));
}

Adopted date_format(Arguments& arguments) {
    if (arguments.size() != 2) return std::nullopt;
    return formatted(std::move(arguments[0]), arguments[1]);
}

Adopted total(Arguments& arguments) {
    if (arguments.size() != 1) return std::nullopt;
    Expr sum = build::call("sum", Type::unknown, std::move(arguments[0]));
    sum = build::call("coalesce", Type::unknown, std::move(sum), build::integer(0));
    return build::cast(std::move(sum), "float8", Type::real);
}

Adopted counted(Arguments& arguments) {
    if (arguments.size() != 1) return std::nullopt;
    Call made{.name = {"count"}, .star = true, .filter = std::move(arguments[0])};
    return Expr{std::move(made), {}, Type::integer};
}

Adopted median(Arguments& arguments) {
    if (arguments.size() != 1) return std::nullopt;
    Call made{.name = {"percentile_cont"}, .within_group = true};
    made.arguments.push_back(build::decimal("0.5"));
    made.order_by.push_back({.expr = std::move(arguments[0])});
    return Expr{std::move(made), {}, Type::real};
}

struct Habit {
    std::string_view name;
    Adopted (*make)(Arguments&);
};
constexpr std::array<Habit, 18> habits{{
    {"adddate", later},
    {"charindex", located},
    {"count_if", counted},
    {"countif", counted},
    {"curdate", today},
    {"date_add", later},
    {"date_format", date_format},
    {"date_sub", earlier},
    {"datediff", days_between},
    {"if", choice},
    {"iif", choice},
    {"isnull", is_null},
    {"locate", located},
    {"median", median},
    {"subdate", earlier},
    {"total", total},
    {"last_day",
     [](Arguments& arguments) -> Adopted {
         if (arguments.size() != 1) return std::nullopt;
         Expr month = build::call(
             "date_trunc", Type::timestamp, build::text("month"), std::move(arguments[0])
         );
         Expr span = build::cast(build::text("1 month -1 day"), "interval", Type::interval);
         return as_date(
             build::binary(BinaryOp::add, std::move(month), std::move(span), Type::timestamp)
         );
     }},
    {"group_concat",
     [](Arguments& arguments) -> Adopted {
         if (arguments.empty()) return std::nullopt;
         Expr text = build::cast(std::move(arguments[0]), "text", Type::text);
         Expr separator = arguments.size() > 1 ? std::move(arguments[1]) : build::text(",");
         return build::call("string_agg", Type::text, std::move(text), std::move(separator));
     }},
}};

constexpr std::array<std::string_view, 7>
    fields{"year", "month", "day", "hour", "minute", "quarter", "dayofyear"};

/// One modifier of SQLite's date functions.
bool modify(Expr& moment, std::string_view modifier) {
    if (modifier.starts_with("start of ")) {
        std::string unit(modifier.substr(9));
        if (unit != "day" && unit != "month" && unit != "year") return false;
        moment = build::call(
            "date_trunc", Type::timestamp, build::text(std::move(unit)), std::move(moment)
        );
        return true;
    }
    if (!read_span(modifier)) return false;
    Expr span = build::cast(build::text(std::string(modifier)), "interval", Type::interval);
    moment = build::binary(BinaryOp::add, std::move(moment), std::move(span), Type::timestamp);
    return true;
}

/// `date(moment, modifier…)` of SQLite; `now` is the present of the session.
Adopted moment_of(const Call& call) {
    if (call.arguments.empty()) return std::nullopt;
    const Literal* literal = build::text_literal(call.arguments[0]);
    const bool now = literal != nullptr && literal->text == "now";
    if (!now && call.arguments.size() == 1) return std::nullopt;
    const bool date = call.name[0] == "date";
    if (now && date && call.arguments.size() == 1)
        return Expr{CurrentMoment{Moment::current_date}, {}, Type::date};
    Expr moment = now ? Expr{CurrentMoment{Moment::localtimestamp}, {}, Type::timestamp}
                      : build::cast(call.arguments[0], "timestamp", Type::timestamp);
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
        const Literal* modifier = build::text_literal(call.arguments[i]);
        if (modifier == nullptr || !modify(moment, modifier->text)) return std::nullopt;
    }
    return date ? as_date(std::move(moment)) : std::move(moment);
}

class Adopter : public Walker {
public:
    explicit Adopter(Dialect source) : source_(source) {}

protected:
    void visit(Expr& expr) override {
        auto* call = std::get_if<Call>(&expr.node);
        if (call == nullptr || call->name.size() != 1) return;
        if (Adopted made = of_sqlite(*call); made) return replace(expr, std::move(*made));
        const Function* own = find_function(call->name[0]);
        const bool foreign_arguments = call->name[0] == "datediff" && call->arguments.size() == 2;
        if (own != nullptr && own->allowed_on(source_) && !foreign_arguments) return;
        for (const Renamed& one : renamed)
            if (one.from == call->name[0]) call->name[0] = one.to;
        if (Adopted made = adopted(*call); made) replace(expr, std::move(*made));
    }

private:
    /// Keeps what stands around the arguments: DISTINCT, ORDER BY, FILTER and OVER.
    static void replace(Expr& expr, Expr made) {
        auto& old = std::get<Call>(expr.node);
        if (auto* call = std::get_if<Call>(&made.node); call != nullptr) {
            call->distinct = old.distinct;
            if (!old.order_by.empty()) call->order_by = std::move(old.order_by);
            if (old.filter) call->filter = std::move(old.filter);
            call->over = std::move(old.over);
        }
        expr.node = std::move(made.node);
        expr.type = made.type;
    }

    /// Functions whose names the source knows, with SQLite's arguments.
    [[nodiscard]] Adopted of_sqlite(const Call& call) const {
        if (source_ == Dialect::sqlite) return std::nullopt;
        const std::string& name = call.name[0];
        if (name == "date" || name == "datetime") return moment_of(call);
        if (name != "strftime" || call.arguments.size() != 2) return std::nullopt;
        const Literal* pattern = build::text_literal(call.arguments[0]);
        if (pattern == nullptr || pattern->text.find('%') == std::string::npos) return std::nullopt;
        const Literal* text = build::text_literal(call.arguments[1]);
        Expr moment = call.arguments[1];
        if (text != nullptr && text->text == "now")
            moment = {CurrentMoment{Moment::localtimestamp}, {}, Type::timestamp};
        return formatted(std::move(moment), call.arguments[0]);
    }

    static Adopted adopted(Call& call) {
        const std::string& name = call.name[0];
        if (call.arguments.size() == 1 && std::ranges::find(fields, name) != fields.end())
            return extracted(name == "dayofyear" ? "doy" : name, std::move(call.arguments[0]));
        for (const Habit& habit : habits) {
            if (habit.name != name) continue;
            Arguments arguments = call.arguments;
            return habit.make(arguments);
        }
        return std::nullopt;
    }

    Dialect source_;
};

}  // namespace

void adopt_functions(Query& query, Dialect source) {
    Adopter(source).walk(query);
}

}  // namespace parlance::sql
