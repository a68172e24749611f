#include "engine/lexicon.hpp"
#include "engine/nouns.hpp"
#include "engine/order.hpp"
#include "engine/understander.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace parlance::engine {
namespace {

constexpr std::size_t suggestions_max = 8;
constexpr std::size_t tables_tried = 6;

/// Writes questions by pattern and keeps those that the engine itself understands.
class Suggester {
public:
    explicit Suggester(const Model& model) : model_(model) {}

    std::vector<std::string> run() {
        const std::vector<TableId> tables = by_importance();
        for (const Metric& metric : model_.metrics())
            about_metric(metric);
        for (const TableId id : tables)
            about_groups(id);
        for (const TableId id : tables)
            about_numbers(id);
        for (const TableId id : tables)
            offer(fmt::format("How many {} are there?", plural(model_.table(id).phrase)));
        for (const TableId id : tables)
            offer(fmt::format("Show all {}", plural(model_.table(id).phrase)));
        return std::move(found_);
    }

private:
    /// Events first: what points at others, has a date, has numbers.
    std::vector<TableId> by_importance() const {
        std::vector<std::pair<int, TableId>> ranked;
        for (std::size_t i = 0; i < model_.tables().size(); ++i) {
            const TableModel& table = model_.tables()[i];
            const auto id = static_cast<TableId>(i);
            if (table.phrase.empty() || table.columns.empty() || table.bridge) continue;
            int score =
                static_cast<int>(model_.keys_at(id).size()) * 2 + (table.moment != nothing ? 3 : 0);
            for (const ColumnId column : table.columns)
                score += model_.column(column).kind == Kind::number ? 1 : 0;
            ranked.emplace_back(score, id);
        }
        sort_stably(ranked, std::greater<>{}, &std::pair<int, TableId>::first);
        std::vector<TableId> tables;
        for (const auto& [score, id] : ranked) {
            if (tables.size() < tables_tried) tables.push_back(id);
        }
        return tables;
    }

    void about_metric(const Metric& metric) {
        if (!metric.aggregated || found_.size() >= 3) return;
        offer(fmt::format("{} by month", metric.name));
        for (const std::int32_t at : model_.keys_at(metric.table)) {
            const Key& key = model_.key(at);
            if (key.from != metric.table) continue;
            offer(fmt::format("Top 10 {} by {}", plural(model_.table(key.to).phrase), metric.name));
            break;
        }
    }

    /// A few values, each of which stands for many rows.
    static bool makes_groups(const ColumnModel& column) {
        if (column.kind != Kind::category || column.values.size() < 2) return false;
        if (column.words.empty() || Lexicon::english().listed("free_text", column.words.back()))
            return false;
        constexpr std::size_t sentence_bytes = 30;
        const auto sentences = std::ranges::count_if(column.values, [](const std::string& value) {
            return value.size() > sentence_bytes;
        });
        return static_cast<std::size_t>(sentences) * 4 < column.values.size();
    }

    void about_groups(TableId id) {
        const TableModel& table = model_.table(id);
        for (const ColumnId column : table.columns) {
            if (!makes_groups(model_.column(column))) continue;
            offer(fmt::format(
                "How many {} per {}?", plural(table.phrase), model_.column(column).phrase
            ));
            return;
        }
    }

    void about_numbers(TableId id) {
        const TableModel& table = model_.table(id);
        for (const ColumnId column : table.columns) {
            if (model_.column(column).kind != Kind::number) continue;
            offer(fmt::format(
                "What is the average {} of {}?", model_.column(column).phrase, plural(table.phrase)
            ));
            return;
        }
    }

    void offer(std::string text) {
        if (found_.size() >= suggestions_max || text.size() > 120) return;
        if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
        const Understanding result = understand_alone({text, Instant{}}, model_);
        const auto* answered = std::get_if<Answered>(&result);
        if (answered == nullptr || !answered->readings.front().unexplained.empty()) return;
        if (std::ranges::find(found_, text) == found_.end()) found_.push_back(std::move(text));
    }

    const Model& model_;
    std::vector<std::string> found_;
};

}  // namespace

const std::vector<std::string>& Model::suggested() const {
    std::call_once(suggested_once_, [&] { suggested_ = Suggester(*this).run(); });
    return suggested_;
}

std::vector<std::string> suggestions(const SchemaPack& pack) {
    return dynamic_cast<const Model&>(pack).suggested();
}

}  // namespace parlance::engine
