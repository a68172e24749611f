#include "engine/lexicon.hpp"
#include "engine/model.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <optional>

/// Fills the formulas of `data/en/metrics.txt` with the columns of a schema.
namespace parlance::engine {
namespace {

/// Reads `sum(quantity * unit_price) / rows(order)` with the columns of one table and those it
/// points at. Gives up (`failed_`) when a role has no column.
class Formula {
public:
    Formula(const Model& model, TableId home, std::string_view text)
        : model_(model), home_(home), rest_(text) {}

    std::optional<Term> run() {
        Term term = sum();
        if (failed_ || !trimmed(rest_).empty() || home_columns_ == 0) return std::nullopt;
        return term;
    }
    /// Whether all of it is in one table.
    [[nodiscard]] bool at_home() const { return away_columns_ == 0; }

private:
    bool take(char wanted) {
        rest_ = trimmed(rest_);
        if (rest_.empty() || rest_.front() != wanted) return false;
        rest_.remove_prefix(1);
        return true;
    }

    Term sum() {
        Term left = product();
        while (true) {
            if (take('+'))
                left = arithmetic('+', std::move(left), product());
            else if (take('-'))
                left = arithmetic('-', std::move(left), product());
            else
                return left;
        }
    }

    Term product() {
        Term left = factor();
        while (true) {
            if (take('*'))
                left = arithmetic('*', std::move(left), factor());
            else if (take('/'))
                left = arithmetic('/', std::move(left), factor());
            else
                return left;
        }
    }

    Term factor() {
        if (take('(')) {
            Term inner = sum();
            failed_ |= !take(')');
            return inner;
        }
        if (const std::string digits = number_text(); !digits.empty())
            return literal(TermKind::number, digits);
        const std::string name = word();
        if (!take('(')) return role(name);
        Term inner = sum();
        failed_ |= !take(')');
        if (name == "sum") return aggregate(Aggregate::sum, std::move(inner));
        if (name == "rows") return aggregate(Aggregate::count, std::move(inner), true);
        failed_ = true;
        return inner;
    }

    std::string number_text() {
        rest_ = trimmed(rest_);
        const std::size_t end = std::min(rest_.find_first_not_of("0123456789."), rest_.size());
        std::string found(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return found;
    }

    std::string word() {
        rest_ = trimmed(rest_);
        std::size_t end = 0;
        while (end < rest_.size() && (rest_[end] == '_' || (rest_[end] >= 'a' && rest_[end] <= 'z'))
        )
            ++end;
        std::string found(rest_.substr(0, end));
        rest_.remove_prefix(end);
        failed_ |= found.empty();
        return found;
    }

    Term role(const std::string& name) {
        ColumnId found = column_in(home_, name);
        if (found != nothing) ++home_columns_;
        for (const std::int32_t at : model_.keys_at(home_)) {
            const Key& key = model_.key(at);
            if (found != nothing || key.from != home_ || key.to == home_) continue;
            found = column_in(key.to, name);
            away_columns_ += found == nothing ? 0 : 1;
        }
        failed_ |= found == nothing;
        return attr(found);
    }

    /// Rows that happen: they have a date and belong to something.
    [[nodiscard]] bool happens(TableId table) const {
        return table == home_ && model_.table(table).moment != nothing &&
               std::ranges::any_of(model_.keys_at(table), [&](std::int32_t at) {
                   return model_.key(at).from == table;
               });
    }

    /// `payment_amount_eur` of payments is an amount.
    [[nodiscard]] std::string core_of(const ColumnModel& column) const {
        std::vector<std::string> words = column.words;
        if (words.size() > 1 && Lexicon::english().listed("currencies", words.back()))
            words.pop_back();
        const std::vector<std::string>& own = model_.table(column.table).words;
        std::erase_if(words, [&](const std::string& word) {
            return std::ranges::any_of(own, [&](const std::string& mine) {
                return stem(mine) == stem(word);
            });
        });
        return joined(words, " ");
    }

    [[nodiscard]] ColumnId column_in(TableId table, const std::string& name) const {
        for (const std::string& phrase : Lexicon::english().role(name)) {
            for (const ColumnId id : model_.table(table).columns) {
                const ColumnModel& column = model_.column(id);
                const bool fits =
                    name == "order" ? column.kind == Kind::foreign : column.kind == Kind::number;
                if (name == "fee" && !happens(table)) continue;
                if (fits && (column.phrase == phrase || core_of(column) == phrase)) return id;
            }
        }
        return nothing;
    }

    const Model& model_;
    TableId home_;
    std::string_view rest_;
    bool failed_ = false;
    int home_columns_ = 0;
    int away_columns_ = 0;
};

}  // namespace

std::vector<Metric> find_metrics(const Model& model) {
    std::vector<Metric> found;
    for (const MetricRule& rule : Lexicon::english().metrics()) {
        const bool known = std::ranges::any_of(found, [&](const Metric& metric) {
            return metric.name == rule.name;
        });
        if (known) continue;
        std::optional<Metric> best;
        for (std::size_t i = 0; i < model.tables().size(); ++i) {
            const auto table = static_cast<TableId>(i);
            Formula formula(model, table, rule.formula);
            auto term = formula.run();
            if (!term || (best && !formula.at_home())) continue;
            const bool aggregated = has_aggregate(*term);
            best = Metric{rule.name, std::move(*term), table, aggregated};
            if (formula.at_home()) break;
        }
        if (best) found.push_back(std::move(*best));
    }
    return found;
}

}  // namespace parlance::engine
