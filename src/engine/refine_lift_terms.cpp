#include "engine/day_count.hpp"
#include "engine/refine_lift.hpp"

#include <algorithm>
#include <array>

namespace parlance::engine {
namespace {

bool is_call(const sql::Expr& expr, std::string_view name) {
    const auto* call = std::get_if<sql::Call>(&expr.node);
    return call != nullptr && !call->name.empty() && call->name.back() == name;
}

bool is_number(const sql::Expr& expr, std::string_view text) {
    const auto* literal = std::get_if<sql::Literal>(&expr.node);
    return literal != nullptr && literal->text == text &&
           (literal->kind == sql::LiteralKind::integer || literal->kind == sql::LiteralKind::decimal
           );
}

/// `nullif(x, 0)` guards a division: what is meant is `x`.
const sql::Expr& divisor(const sql::Expr& expr) {
    const auto* call = std::get_if<sql::Call>(&expr.node);
    const bool guarded = call != nullptr && is_call(expr, "nullif") &&
                         call->arguments.size() == 2 && is_number(call->arguments[1], "0");
    return guarded ? call->arguments[0] : expr;
}

const sql::Call* over_call(const sql::Expr& expr, std::string_view name) {
    const auto* call = std::get_if<sql::Call>(&expr.node);
    const bool fits = call != nullptr && call->over && call->name.back() == name &&
                      call->arguments.size() == 1 && call->over->base.empty() &&
                      call->over->partition_by.empty() && !call->over->frame;
    return fits ? call : nullptr;
}

const sql::Expr& bare(const sql::Expr& expr) {
    const auto* cast = std::get_if<sql::Cast>(&expr.node);
    return cast == nullptr ? expr : *cast->operand;
}

std::optional<Grain> grain_of(const std::string& unit) {
    constexpr std::array<std::pair<std::string_view, Grain>, 7> known{{
        {"day", Grain::day},
        {"week", Grain::week},
        {"month", Grain::month},
        {"quarter", Grain::quarter},
        {"year", Grain::year},
        {"hour", Grain::hour},
        {"dow", Grain::weekday},
    }};
    for (const auto& [name, grain] : known)
        if (unit == name) return grain;
    return std::nullopt;
}

}  // namespace

std::optional<std::pair<std::size_t, ColumnId>> Lifter::find(const sql::ColumnRef& ref) const {
    if (ref.name.empty() || ref.name.size() > 3) return std::nullopt;
    std::optional<std::pair<std::size_t, ColumnId>> found;
    for (std::size_t at = 0; at < relations_.size(); ++at) {
        if (ref.name.size() > 1 && ref.name[ref.name.size() - 2] != relations_[at].name) continue;
        for (const ColumnId id : model_.table(relations_[at].table).columns) {
            if (model_.column(id).name != ref.name.back()) continue;
            if (found) return std::nullopt;
            found = {at, id};
        }
    }
    return found;
}

std::optional<Term> Lifter::column(const sql::ColumnRef& ref) const {
    if (!source_.empty()) {
        const bool here = ref.name.size() == 1 || ref.name.front() == source_name_;
        const auto at = std::ranges::find(source_, ref.name.back());
        if (!here || at == source_.end()) return std::nullopt;
        return attr(source_item(static_cast<int>(at - source_.begin())));
    }
    if (const auto found = find(ref))
        return attr(found->second, Grain::none, relations_[found->first].via);
    if (outer_ == nullptr) return std::nullopt;
    const auto above = outer_->find(ref);
    if (!above || outer_->relations_[above->first].via != nothing) return std::nullopt;
    return attr(above->second, Grain::none, outer_row);
}

std::optional<Term> Lifter::literal(const sql::Literal& literal) const {
    switch (literal.kind) {
        case sql::LiteralKind::integer:
        case sql::LiteralKind::decimal:
            return engine::literal(TermKind::number, literal.text);
        case sql::LiteralKind::text:
            return engine::literal(TermKind::text, literal.text);
        case sql::LiteralKind::boolean:
            return engine::literal(TermKind::boolean, literal.text);
        case sql::LiteralKind::null:
            break;
    }
    return std::nullopt;
}

std::optional<Term> Lifter::cast(const sql::Cast& cast) {
    const std::string& type = cast.type.name;
    auto inner = term(*cast.operand);
    if (!inner || cast.type.array) return std::nullopt;
    const bool attr_inside = inner->kind == TermKind::attr;
    if (inner->kind == TermKind::text && (type == "date" || type.starts_with("timestamp")))
        return engine::literal(TermKind::moment, inner->text);
    if (!attr_inside) return std::nullopt;
    const Grain grain = inner->attr.grain;
    if (type == "date" && grain != Grain::year && grain != Grain::hour) {
        if (grain == Grain::none) inner->attr.grain = Grain::day;
        return inner;
    }
    const bool part = grain == Grain::year || grain == Grain::hour || grain == Grain::weekday;
    if (type == "int4" && part) return inner;
    if (type == "timestamp" && grain == Grain::none) return inner;
    return std::nullopt;
}

std::optional<Term> Lifter::grained(const sql::Call& call) {
    if (call.arguments.size() != 2) return std::nullopt;
    const auto* unit = std::get_if<sql::Literal>(&call.arguments[0].node);
    const auto grain = unit == nullptr ? std::nullopt : grain_of(unit->text);
    auto inner = term(call.arguments[1]);
    if (!grain || !inner || inner->kind != TermKind::attr || inner->attr.grain != Grain::none ||
        inner->attr.column < 0)
        return std::nullopt;
    const bool part = *grain == Grain::year || *grain == Grain::hour || *grain == Grain::weekday;
    const bool cut = call.name.back() == "date_trunc";
    if (cut == part) return std::nullopt;  // `date_trunc('year')` is a date, the grain a number
    inner->attr.grain = *grain;
    return inner;
}

/// The names of the weekdays by their numbers.
std::optional<Term> Lifter::weekday(const sql::Case& node) {
    if (!node.operand || node.whens.size() != 7) return std::nullopt;
    auto inner = term(*node.operand);
    const bool days = inner && inner->kind == TermKind::attr && inner->attr.grain == Grain::weekday;
    return days ? inner : std::nullopt;
}

std::optional<Term> Lifter::counted(const sql::Call& call) {
    if (call.star) return counted_ == nothing ? count_of(nothing) : count_of(counted_);
    if (call.arguments.size() != 1) return std::nullopt;
    auto over = term(call.arguments[0]);
    if (!over) return std::nullopt;
    if (over->kind == TermKind::number) return count_of(counted_);
    if (call.distinct && over->kind == TermKind::attr && over->attr.column >= 0 &&
        over->attr.via == nothing && over->attr.grain == Grain::none) {
        const TableId table = model_.column(over->attr.column).table;
        if (model_.table(table).primary_key == std::vector{over->attr.column})
            return count_of(table);
    }
    return aggregate(Aggregate::count, std::move(*over), call.distinct);
}

std::optional<Term> Lifter::call(const sql::Call& call) {
    if (call.name.size() != 1) return std::nullopt;
    const std::string& name = call.name.back();
    if (name == "date_trunc" || name == "extract") return grained(call);
    if (call.over) {
        const bool running = name == "sum" && call.arguments.size() == 1 &&
                             !call.over->order_by.empty() && call.over->partition_by.empty() &&
                             call.over->base.empty() && !call.over->frame;
        auto inner = running ? term(call.arguments[0]) : std::nullopt;
        return inner ? std::optional(wrapped(TermKind::running, std::move(*inner))) : std::nullopt;
    }
    std::optional<Term> made;
    constexpr std::array<std::pair<std::string_view, Aggregate>, 4> known{{
        {"sum", Aggregate::sum},
        {"avg", Aggregate::average},
        {"min", Aggregate::minimum},
        {"max", Aggregate::maximum},
    }};
    if (name == "count") made = counted(call);
    for (const auto& [called, of] : known) {
        if (name != called || call.arguments.size() != 1) continue;
        auto over = term(call.arguments[0]);
        if (over) made = aggregate(of, std::move(*over), call.distinct);
    }
    const bool median = name == "percentile_cont" && call.within_group &&
                        call.order_by.size() == 1 && call.arguments.size() == 1 &&
                        is_number(call.arguments[0], "0.5") && !call.order_by[0].descending;
    if (median) {
        auto over = term(*call.order_by[0].expr);
        if (over) made = aggregate(Aggregate::median, std::move(*over));
    } else if (!call.order_by.empty()) {
        return std::nullopt;
    }
    if (made && call.filter) {
        std::vector<const sql::Expr*> parts;
        conjuncts(*call.filter, parts);
        for (const sql::Expr* part : parts) {
            auto only = condition(*part);
            if (!only) return std::nullopt;
            made->only.push_back(std::move(*only));
        }
    }
    return made;
}

/// Shares and growth: a percentage of a window over the same measure.
std::optional<Term> Lifter::windowed(const sql::Binary& binary) {
    if (binary.op != sql::BinaryOp::divide) return std::nullopt;
    const auto* scaled = std::get_if<sql::Binary>(&binary.left->node);
    if (scaled == nullptr || scaled->op != sql::BinaryOp::multiply ||
        !(is_number(*scaled->left, "100.0") || is_number(*scaled->left, "100")))
        return std::nullopt;
    const sql::Expr& base = divisor(*binary.right);
    if (const sql::Call* sum = over_call(base, "sum");
        sum != nullptr && sum->over->order_by.empty() && sum->arguments[0] == *scaled->right) {
        auto inner = term(*scaled->right);
        if (inner) return wrapped(TermKind::share, std::move(*inner));
    }
    const auto* change = std::get_if<sql::Binary>(&scaled->right->node);
    const sql::Call* lag = over_call(base, "lag");
    if (change != nullptr && lag != nullptr && change->op == sql::BinaryOp::subtract &&
        *change->right == base && *change->left == lag->arguments[0]) {
        auto inner = term(*change->left);
        if (inner) return wrapped(TermKind::growth, std::move(*inner));
    }
    return std::nullopt;
}

std::optional<Term> Lifter::binary(const sql::Binary& binary) {
    if (auto made = windowed(binary)) return made;
    char op = 0;
    if (binary.op == sql::BinaryOp::add) op = '+';
    if (binary.op == sql::BinaryOp::subtract) op = '-';
    if (binary.op == sql::BinaryOp::multiply) op = '*';
    if (binary.op == sql::BinaryOp::divide) op = '/';
    if (op == 0) return std::nullopt;
    if (const auto days = day_count(binary); days && op == '/') {
        auto end = term(*days->end);
        auto begin = term(*days->begin);
        if (!end || !begin) return std::nullopt;
        Term made = wrapped(TermKind::days, std::move(*end));
        made.args.push_back(std::move(*begin));
        return made;
    }
    if (op == '-') {
        auto end = term(bare(*binary.left));
        auto begin = term(bare(*binary.right));
        const auto dated = [&](const std::optional<Term>& one) {
            return one && ((one->kind == TermKind::attr && one->attr.column >= 0 &&
                            model_.column(one->attr.column).kind == Kind::moment) ||
                           one->kind == TermKind::moment || one->kind == TermKind::text);
        };
        if (dated(end) && dated(begin)) {
            Term made = wrapped(TermKind::days, std::move(*end));
            made.args.push_back(std::move(*begin));
            return made;
        }
    }
    const sql::Expr* left = &*binary.left;
    if (op == '/') {
        const auto* product = std::get_if<sql::Binary>(&left->node);
        if (product != nullptr && product->op == sql::BinaryOp::multiply &&
            is_number(*product->left, "1.0"))
            left = &*product->right;
    }
    auto one = term(*left);
    auto other = term(op == '/' ? divisor(*binary.right) : *binary.right);
    if (!one || !other) return std::nullopt;
    return arithmetic(op, std::move(*one), std::move(*other));
}

std::optional<Term> Lifter::term(const sql::Expr& expr) {
    if (const auto* ref = std::get_if<sql::ColumnRef>(&expr.node)) return column(*ref);
    if (const auto* node = std::get_if<sql::Literal>(&expr.node)) return literal(*node);
    if (const auto* node = std::get_if<sql::Cast>(&expr.node)) return cast(*node);
    if (const auto* node = std::get_if<sql::Binary>(&expr.node)) return binary(*node);
    if (const auto* node = std::get_if<sql::Call>(&expr.node)) return call(*node);
    if (const auto* node = std::get_if<sql::Case>(&expr.node)) return weekday(*node);
    if (const auto* node = std::get_if<sql::Unary>(&expr.node)) {
        auto inner = node->op == sql::UnaryOp::minus ? term(*node->operand) : std::nullopt;
        if (!inner || inner->kind != TermKind::number) return std::nullopt;
        inner->text.insert(0, 1, '-');
        return inner;
    }
    if (const auto* node = std::get_if<sql::ScalarQuery>(&expr.node)) {
        auto inner = Lifter(model_, this).run(*node->query);
        return inner ? std::optional(scalar(std::move(*inner))) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace parlance::engine
