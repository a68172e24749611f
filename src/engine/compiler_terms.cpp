#include "engine/compiler.hpp"
#include "engine/day_count.hpp"
#include "engine/flags.hpp"
#include "engine/tree.hpp"
#include "sql/walk.hpp"

#include <algorithm>
#include <array>

namespace parlance::engine {
namespace {

sql::BinaryOp operator_of(Compare op) {
    constexpr std::array ops{
        sql::BinaryOp::equal,
        sql::BinaryOp::not_equal,
        sql::BinaryOp::less,
        sql::BinaryOp::less_equal,
        sql::BinaryOp::greater,
        sql::BinaryOp::greater_equal
    };
    return ops.at(static_cast<std::size_t>(op));
}

bool whole_text(std::string_view text) {
    constexpr std::size_t digits_max = 18;
    return !text.empty() && text.size() <= digits_max &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

sql::Expr weekday_name(sql::Expr day) {
    constexpr std::array<const char*, 7> names{
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
    };
    sql::Case made;
    made.operand = std::move(day);
    for (std::size_t i = 0; i < names.size(); ++i) {
        made.whens.push_back({tree::number(std::to_string(i)), tree::text(names.at(i))});
    }
    return tree::expr(std::move(made));
}

}  // namespace

sql::Expr Compiler::plain_attribute(const Attr& attr) {
    if (attr.column < nothing) {
        const auto at = static_cast<std::size_t>(-2 - attr.column);
        return tree::column({source_, at < source_columns_.size() ? source_columns_[at] : ""});
    }
    const ColumnModel& column = model_.column(attr.column);
    const bool above = attr.via == outer_row;
    const Instance instance{column.table, above ? nothing : attr.via};
    for (const Compiler* level = above ? outer_ : this; level != nullptr; level = level->outer_) {
        const auto found = level->aliases_.find(instance);
        if (found == level->aliases_.end()) continue;
        if (!qualified_ && level == this) return tree::column({column.name});
        return tree::column({found->second, column.name});
    }
    failed_ = true;
    return tree::column({column.name});
}

sql::Expr Compiler::grained(sql::Expr moment, const Attr& attr) {
    const auto part = [&](const char* name) {
        return tree::expr(tree::call("extract", {tree::text(name), std::move(moment)}));
    };
    const auto truncated = [&](const char* unit) {
        return tree::cast(
            tree::expr(tree::call("date_trunc", {tree::text(unit), std::move(moment)})), "date"
        );
    };
    switch (attr.grain) {
        case Grain::none:
            return moment;
        case Grain::day:
            return tree::cast(std::move(moment), "date");
        case Grain::week:
            return truncated("week");
        case Grain::month:
            return truncated("month");
        case Grain::quarter:
            return truncated("quarter");
        case Grain::year:
            return tree::cast(part("year"), "int4");
        case Grain::hour:
            return tree::cast(part("hour"), "int4");
        case Grain::weekday:
            return weekday_name(tree::cast(part("dow"), "int4"));
    }
    return moment;
}

sql::Expr Compiler::attribute(const Attr& attr) {
    sql::Expr plain = plain_attribute(attr);
    if (attr.grain == Grain::none || attr.column < 0) return plain;
    const ColumnModel& column = model_.column(attr.column);
    if (column.kind == Kind::year) return plain;
    // Dates kept as text (SQLite) must become dates before they are cut.
    if (column.type == Type::text) plain = tree::cast(std::move(plain), "timestamp");
    return grained(std::move(plain), attr);
}

bool Compiler::whole_number(const Term& term) const {
    switch (term.kind) {
        case TermKind::attr:
            return term.attr.column < 0 || model_.column(term.attr.column).type == Type::integer;
        case TermKind::number:
            return term.text.find('.') == std::string::npos;
        case TermKind::aggregate:
            return term.aggregate == Aggregate::count ||
                   (!term.args.empty() && whole_number(term.args[0]));
        case TermKind::arithmetic:
            return whole_number(term.args[0]) && whole_number(term.args[1]);
        default:
            return false;
    }
}

/// A ratio of whole numbers is not cut to a whole number, and nothing is divided by zero.
sql::Expr Compiler::divided(const Term& made) {
    sql::Expr left = term(made.args[0]);
    if (whole_number(made.args[0]) && whole_number(made.args[1])) {
        left = tree::binary(sql::BinaryOp::multiply, tree::number("1.0"), std::move(left));
    }
    sql::Expr right = term(made.args[1]);
    const bool constant = made.args[1].kind == TermKind::number && made.args[1].text != "0";
    if (!constant) right = tree::expr(tree::call("nullif", {std::move(right), tree::number("0")}));
    return tree::binary(sql::BinaryOp::divide, std::move(left), std::move(right));
}

sql::Expr Compiler::aggregated(const Term& made) {
    constexpr std::array<const char*, 6> names{
        "count", "sum", "avg", "min", "max", "percentile_cont"
    };
    sql::Call call{.name = {names.at(static_cast<std::size_t>(made.aggregate))}};
    if (made.aggregate == Aggregate::median) {
        call.arguments.push_back(tree::number("0.5"));
        call.within_group = true;
        call.order_by.push_back({.expr = term(made.args.at(0))});
    } else if (!made.args.empty()) {
        call.arguments.push_back(term(made.args[0]));
        call.distinct = made.distinct;
    } else if (made.table == nothing) {
        call.star = true;
    } else {
        const std::vector<ColumnId>& key = model_.table(made.table).primary_key;
        const bool doubled = tree_.doubles(made.table, model_);
        if (doubled && key.size() == 1) {
            call.arguments.push_back(plain_attribute({.column = key.front()}));
            call.distinct = true;
            facts_.double_counts = false;
        } else {
            call.star = true;
        }
    }
    if (!made.only.empty()) {
        std::vector<sql::Expr> parts;
        for (const Pred& pred : made.only)
            parts.push_back(condition(pred));
        call.filter = tree::logic(true, std::move(parts));
    }
    return tree::expr(std::move(call));
}

sql::Expr Compiler::windowed(const Term& made) {
    sql::Expr value = term(made.args.at(0));
    sql::Window window;
    if (made.kind != TermKind::share) {
        for (const Attr& attr : group_)
            window.order_by.push_back({.expr = attribute(attr)});
    }
    const auto over = [&](const char* name) {
        sql::Call call = tree::call(name, {value});
        call.over = window;
        return tree::expr(std::move(call));
    };
    if (made.kind == TermKind::running) return over("sum");
    const bool share = made.kind == TermKind::share;
    sql::Expr base = over(share ? "sum" : "lag");
    sql::Expr part = share ? value : tree::binary(sql::BinaryOp::subtract, value, base);
    sql::Expr scaled =
        tree::binary(sql::BinaryOp::multiply, tree::number("100.0"), std::move(part));
    sql::Expr divisor = tree::expr(tree::call("nullif", {std::move(base), tree::number("0")}));
    return tree::binary(sql::BinaryOp::divide, std::move(scaled), std::move(divisor));
}

sql::Expr Compiler::term(const Term& made) {
    switch (made.kind) {
        case TermKind::attr:
            return attribute(made.attr);
        case TermKind::number:
            return tree::number(made.text);
        case TermKind::text:
        case TermKind::moment:
            return tree::text(made.text);
        case TermKind::boolean:
            return tree::literal(sql::LiteralKind::boolean, made.text);
        case TermKind::aggregate:
            return aggregated(made);
        case TermKind::share:
        case TermKind::running:
        case TermKind::growth:
            return windowed(made);
        case TermKind::days: {
            const bool whole = !has_clock(made.args.at(0)) || !has_clock(made.args.at(1));
            return days_between(term(made.args.at(0)), term(made.args.at(1)), whole);
        }
        case TermKind::query: {
            Compiler inner(model_, names_, this);
            auto query = inner.run(*made.query);
            failed_ |= !query;
            return tree::expr(sql::ScalarQuery{query ? std::move(*query) : sql::Query{}});
        }
        case TermKind::written:
            return taught(made);
        case TermKind::arithmetic:
            break;
    }
    if (made.op == '/') return divided(made);
    const auto op = made.op == '+'   ? sql::BinaryOp::add
                    : made.op == '-' ? sql::BinaryOp::subtract
                                     : sql::BinaryOp::multiply;
    return tree::binary(op, term(made.args.at(0)), term(made.args.at(1)));
}

/// A column that tells the time of day as well.
bool Compiler::has_clock(const Term& moment) const {
    if (moment.kind != TermKind::attr || moment.attr.column < 0) return false;
    const Type type = model_.column(moment.attr.column).type;
    return type == Type::timestamp || type == Type::timestamptz;
}

/// SQL as it was taught, its columns as this statement reaches them.
sql::Expr Compiler::taught(const Term& made) {
    class Columns final : public sql::Walker {
    public:
        Columns(Compiler& compiler, const Term& term) : compiler_(compiler), term_(term) {}

    private:
        void visit(sql::Expr& expr) override {
            const auto* ref = std::get_if<sql::ColumnRef>(&expr.node);
            if (ref == nullptr || ref->name.size() < 2) return;
            for (const Term& arg : term_.args) {
                const ColumnModel& column = compiler_.model_.column(arg.attr.column);
                const std::string& table = compiler_.model_.table(column.table).name;
                if (column.name != ref->name.back() || table != ref->name[ref->name.size() - 2])
                    continue;
                expr = compiler_.attribute(arg.attr);
                return;
            }
        }

        Compiler& compiler_;
        const Term& term_;
    };
    sql::Expr copy = *made.written;
    Columns(*this, made).walk(copy);
    return copy;
}

/// A literal in the type of the column that it is compared with.
sql::Expr Compiler::literal_for(const Term& literal, const Attr* compared) {
    if (compared == nullptr || compared->column < 0) return term(literal);
    const ColumnModel& column = model_.column(compared->column);
    const bool texts = column.type == Type::text || column.type == Type::unknown;
    if (literal.kind == TermKind::number && texts && compared->grain == Grain::none)
        return tree::text(literal.text);
    if (literal.kind == TermKind::boolean && column.kind == Kind::flag &&
        column.type != Type::boolean) {
        std::string flag = written_flag(column, literal.text == "true");
        return texts ? tree::text(std::move(flag)) : tree::number(std::move(flag));
    }
    // A code that a word was taught for.
    if (literal.kind == TermKind::text && column.type == Type::integer && whole_text(literal.text))
        return tree::number(literal.text);
    return term(literal);
}

sql::Expr Compiler::comparison(const Pred& pred) {
    // A taught condition is one already.
    if (pred.terms[0].kind == TermKind::written && pred.terms[1].kind == TermKind::boolean)
        return term(pred.terms[0]);
    const Attr* compared = pred.terms[0].kind == TermKind::attr ? &pred.terms[0].attr : nullptr;
    return tree::binary(
        operator_of(pred.op), term(pred.terms[0]), literal_for(pred.terms[1], compared)
    );
}

sql::Expr Compiler::condition(const Pred& pred) {
    const auto parts = [&] {
        std::vector<sql::Expr> made;
        for (const Pred& part : pred.parts)
            made.push_back(condition(part));
        return made;
    };
    const auto maybe_not = [&](sql::Expr made) {
        return pred.negated ? tree::negated(std::move(made)) : std::move(made);
    };
    switch (pred.kind) {
        case PredKind::all:
            return maybe_not(tree::logic(true, parts()));
        case PredKind::any:
            return maybe_not(tree::logic(false, parts()));
        case PredKind::compare:
            return maybe_not(comparison(pred));
        case PredKind::null:
            return tree::expr(sql::IsTest{term(pred.terms[0]), sql::Truth::is_null, pred.negated});
        case PredKind::like:
            return tree::expr(sql::Like{
                .kind = sql::LikeKind::ilike,
                .operand = term(pred.terms[0]),
                .pattern = tree::text(pred.pattern),
                .negated = pred.negated
            });
        case PredKind::in: {
            sql::InList list{.operand = term(pred.terms[0]), .negated = pred.negated};
            const Attr* compared =
                pred.terms[0].kind == TermKind::attr ? &pred.terms[0].attr : nullptr;
            for (std::size_t i = 1; i < pred.terms.size(); ++i)
                list.items.push_back(literal_for(pred.terms[i], compared));
            return tree::expr(std::move(list));
        }
        case PredKind::exists: {
            // Within OR, or inside another EXISTS: tied to the table of this level that is nearest.
            TableId anchor = tree_.root;
            auto made = exists_query(pred, anchor);
            failed_ |= !made;
            return made ? std::move(*made) : tree::literal(sql::LiteralKind::boolean, "true");
        }
    }
    return {};
}

}  // namespace parlance::engine
