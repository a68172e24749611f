#include "engine/context.hpp"

#include "engine/filters.hpp"
#include "engine/join_tree.hpp"
#include "engine/lexicon.hpp"
#include "engine/model.hpp"
#include "engine/order.hpp"
#include "engine/word_index.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace parlance::engine {
namespace {

constexpr std::size_t columns_max = 40;
constexpr std::size_t values_max = 20;
constexpr std::size_t joined_max = 6;
constexpr double faint = 0.12;  ///< share of the best score below which a table is left out

/// Evidence is gathered word by word: many columns that share one word do not add up.
class Analysis {
public:
    Analysis(const std::string& question, const Model& model)
        : question_(question.substr(0, text_bytes_max)),
          model_(model),
          index_(model.word_index()),
          tokens_(tokenize(question_)) {}

    SchemaContext run(std::size_t tables_max) {
        for (std::size_t at = 0; at < tokens_.size(); ++at) {
            gain_.clear();
            read_word(tokens_[at]);
            read_values(at);
            read_phrases(at);
            read_filters(at);
            settle(at);
        }
        return told(tables_max);
    }

private:
    struct Scored {
        double score = 0;
        std::vector<std::string> because;
    };

    // ---- what a word may mean ------------------------------------------------------------------

    [[nodiscard]] static bool content(const Token& token) {
        if (token.kind == TokenKind::mark || token.kind == TokenKind::number) return false;
        return token.kind == TokenKind::quoted || !Lexicon::english().stop_word(token.text);
    }

    void read_word(const Token& token) {
        if (token.kind == TokenKind::number) static_cast<void>(post(token.text, 0.8));
        if (token.kind != TokenKind::word) return;
        const Lexicon& words = Lexicon::english();
        const bool little = words.stop_word(token.text);
        if (little && model_.meanings(token.stem).empty()) return;
        bool known = post(token.stem, little ? 0.4 : 1.0);
        if (little) return;
        for (const std::string& other : words.synonyms(token.stem))
            known |= post(other, 0.6);
        if (const std::string full = words.expanded(token.text); full != token.text) {
            for (const std::string_view part : split(full, ' '))
                known |= post(stem(part), 0.9);
        }
        if (const auto form = words.gradable_form(token.text)) {
            const Gradable& gradable = words.gradable(form->gradable);
            for (const std::string& word : gradable.numbers)
                known |= post(stem(word), 0.4);
            for (const std::string& word : gradable.moments)
                known |= post(stem(word), 0.4);
        }
        if (!known) read_unknown(token);
    }

    void read_unknown(const Token& token) {
        if (const auto right = model_.corrected(token.text)) {
            post(stem(*right), 0.8);
            return;
        }
        for (const std::string& other : Lexicon::english().related(token.text))
            post(stem(other), 0.35);
    }

    bool post(const std::string& stem, double factor) {
        const WordIndex::Postings* found = index_.find(stem);
        if (found == nullptr) return false;
        for (const WordIndex::Posting& posting : found->list)
            gain(posting.table, posting.column, factor * posting.weight * found->rarity);
        return true;
    }

    /// Names of several words, and words that were taught, say more than their words alone.
    void read_phrases(std::size_t at) {
        std::string key;
        const std::size_t longest = std::min(model_.longest_phrase(), tokens_.size() - at);
        for (std::size_t size = 1; size <= longest; ++size) {
            if (tokens_[at + size - 1].kind != TokenKind::word) return;
            key += tokens_[at + size - 1].stem;
            for (const Element& element : model_.meanings(key)) {
                const bool taught = element.weight >= 1.2;
                if (element.kind == ElementKind::metric) read_metric(element, taught);
                if (size == 1 && !taught) continue;
                const double more = element.weight * (taught ? 1.0 : 0.5) * std::sqrt(double(size));
                if (element.kind == ElementKind::table) gain(element.id, nothing, more);
                if (element.kind == ElementKind::column)
                    gain(model_.column(element.id).table, element.id, more);
            }
        }
    }

    void read_metric(const Element& element, bool taught) {
        const Metric& metric = model_.metrics()[static_cast<std::size_t>(element.id)];
        gain(metric.table, nothing, taught ? 1.2 : 0.8);
        std::vector<Attr> attrs;
        std::vector<TableId> tables;
        collect(metric.formula, attrs, tables);
        for (const Attr& attr : attrs)
            gain(model_.column(attr.column).table, attr.column, taught ? 1.0 : 0.5);
        add_term(
            {metric.name, "metric", model_.table(metric.table).name, text_of(metric.formula, model_)
            }
        );
    }

    void read_filters(std::size_t at) {
        for (const std::size_t id : model_.filters_at(tokens_[at].stem)) {
            const NamedFilter& filter = model_.filters()[id];
            if (filter_said(filter, tokens_, at) == 0) continue;
            gain(filter.table, nothing, 1.2);
            std::vector<Attr> attrs;
            std::vector<TableId> tables;
            collect(filter.condition, attrs, tables);
            for (const Attr& attr : attrs)
                gain(model_.column(attr.column).table, attr.column, 1.0);
            add_term(
                {filter.phrase,
                 "filter",
                 model_.table(filter.table).name,
                 text_of(filter.condition, model_)}
            );
        }
    }

    void add_term(ContextTerm term) {
        const auto same = [&](const ContextTerm& known) { return known.phrase == term.phrase; };
        if (std::ranges::none_of(made_.terms, same)) made_.terms.push_back(std::move(term));
    }

    // ---- values --------------------------------------------------------------------------------

    void read_values(std::size_t at) {
        if (tokens_[at].kind == TokenKind::quoted) {
            const std::vector<Token> inner = tokenize(tokens_[at].raw);
            return take_values(model_.values().find(inner), at, 1);
        }
        const std::size_t longest = std::min(model_.values().longest(), tokens_.size() - at);
        for (std::size_t size = longest; size > 0; --size) {
            const auto span = std::span(tokens_).subspan(at, size);
            if (std::ranges::none_of(span, content)) continue;
            auto hits = model_.values().find(span);
            const Token& first = tokens_[at];
            if (hits.empty() && size == 1 && gain_.empty() && content(first))
                hits = model_.values().similar(first.text);
            if (hits.empty()) continue;
            return take_values(hits, at, size);
        }
    }

    void take_values(const std::vector<ValueHit>& hits, std::size_t at, std::size_t size) {
        const double rivals = std::sqrt(static_cast<double>(std::max<std::size_t>(1, hits.size())));
        const std::size_t begin = tokens_[at].begin;
        for (const ValueHit& hit : hits) {
            const ColumnModel& column = model_.column(hit.column);
            const TableModel& table = model_.table(column.table);
            gain(column.table, hit.column, hit.weight / rivals);
            ContextValue value{
                .words = question_.substr(begin, tokens_[at + size - 1].end - begin),
                .schema = table.schema,
                .table = table.name,
                .column = column.name,
                .value = hit.value,
                .score = hit.weight / rivals
            };
            made_.values.push_back(std::move(value));
        }
    }

    // ---- adding up -----------------------------------------------------------------------------

    void gain(TableId table, ColumnId column, double score) {
        double& best = gain_[{table, column}];
        best = std::max(best, score);
    }

    /// What this word adds: to each table the best that it says of it or of one of its columns.
    void settle(std::size_t at) {
        if (gain_.empty()) {
            if (content(tokens_[at]) && tokens_[at].kind == TokenKind::word &&
                Lexicon::english().cues(tokens_[at].text).empty())
                made_.unknown.push_back(tokens_[at].raw);
            return;
        }
        std::map<TableId, double> best;
        for (const auto& [place, score] : gain_) {
            const auto& [table, column] = place;
            double& held = best[table];
            held = std::max(held, score);
            if (column != nothing) columns_[column] += score;
        }
        for (const auto& [table, score] : best) {
            Scored& scored = tables_[table];
            scored.score += score;
            if (score > 0.2 && !tokens_[at].raw.empty()) scored.because.push_back(tokens_[at].raw);
        }
    }

    // ---- telling -------------------------------------------------------------------------------

    SchemaContext told(std::size_t tables_max) {
        std::vector<TableId> chosen = best_tables(tables_max);
        const double best = chosen.empty() ? 1 : tables_.at(chosen.front()).score;
        tell_joins(chosen);
        for (const TableId id : chosen) {
            const TableModel& table = model_.table(id);
            const auto found = tables_.find(id);
            ContextTable told{.schema = table.schema, .name = table.name};
            if (found != tables_.end()) {
                told.score = rounded(found->second.score / best);
                told.because = found->second.because;
            }
            made_.tables.push_back(std::move(told));
        }
        tell_columns(chosen, best);
        sort_stably(made_.values, std::greater<>{}, &ContextValue::score);
        if (made_.values.size() > values_max) made_.values.resize(values_max);
        for (ContextValue& value : made_.values)
            value.score = rounded(value.score);
        return std::move(made_);
    }

    static double rounded(double score) { return std::round(score * 1000) / 1000; }

    /// Near tables support each other: what joins the best one is meant sooner than its namesake.
    std::vector<TableId> best_tables(std::size_t most) {
        std::vector<std::pair<double, TableId>> ranked;
        for (const auto& [id, scored] : tables_)
            ranked.emplace_back(scored.score, id);
        std::ranges::sort(ranked, [](const auto& left, const auto& right) {
            return left.first != right.first ? left.first > right.first
                                             : left.second < right.second;
        });
        if (ranked.empty()) return {};
        constexpr std::size_t heads = 3;
        std::set<TableId> near;
        for (std::size_t i = 0; i < std::min(heads, ranked.size()); ++i) {
            for (const std::int32_t at : model_.keys_at(ranked[i].second)) {
                near.insert(model_.key(at).from);
                near.insert(model_.key(at).to);
            }
        }
        for (auto& [score, id] : ranked)
            score *= near.contains(id) ? 1.15 : 1.0;
        std::ranges::sort(ranked, [](const auto& left, const auto& right) {
            return left.first != right.first ? left.first > right.first
                                             : left.second < right.second;
        });
        std::vector<TableId> chosen;
        for (const auto& [score, id] : ranked) {
            if (chosen.size() == most || score < faint * ranked.front().first) break;
            chosen.push_back(id);
            tables_.at(id).score = score;
        }
        return chosen;
    }

    [[nodiscard]] std::string full_name(ColumnId id) const {
        const ColumnModel& column = model_.column(id);
        const TableModel& table = model_.table(column.table);
        const bool at_home = table.schema.empty() || table.schema == model_.schema().default_schema;
        return (at_home ? "" : table.schema + ".") + table.name + "." + column.name;
    }

    void tell_joins(std::vector<TableId>& chosen) {
        std::set<std::int32_t> keys;
        const std::size_t last = std::min(chosen.size(), joined_max);
        for (std::size_t i = 1; i < last; ++i) {
            const std::vector<TableId> pair{chosen.front(), chosen[i]};
            const auto tree = join_tree(pair, {}, model_);
            if (!tree) continue;
            for (const JoinTree::Step& step : tree->steps) {
                keys.insert(step.key);
                if (std::ranges::find(chosen, step.table) == chosen.end())
                    chosen.push_back(step.table);
            }
        }
        for (const std::int32_t id : keys) {
            const Key& key = model_.key(id);
            ContextJoin join{.inferred = key.inferred};
            for (const auto& [from, to] : key.columns)
                join.on +=
                    (join.on.empty() ? "" : " AND ") + full_name(from) + " = " + full_name(to);
            made_.joins.push_back(std::move(join));
        }
    }

    void tell_columns(const std::vector<TableId>& chosen, double best) {
        std::vector<std::pair<double, ColumnId>> ranked;
        for (const TableId table : chosen) {
            const auto scored = tables_.find(table);
            const double of_table = scored == tables_.end() ? 0 : scored->second.score;
            for (const ColumnId id : model_.table(table).columns) {
                const auto own = columns_.find(id);
                const std::vector<ColumnId>& display = model_.table(table).display;
                const bool shown = std::ranges::find(display, id) != display.end();
                if (own == columns_.end() && !shown) continue;
                const double score = own == columns_.end() ? 0 : own->second;
                ranked.emplace_back((score + 0.25 * of_table) / best, id);
            }
        }
        sort_stably(ranked, std::greater<>{}, &std::pair<double, ColumnId>::first);
        if (ranked.size() > columns_max) ranked.resize(columns_max);
        for (const auto& [score, id] : ranked) {
            const ColumnModel& column = model_.column(id);
            const TableModel& table = model_.table(column.table);
            made_.columns.push_back(
                {table.schema, table.name, column.name, column.type, rounded(std::min(1.0, score))}
            );
        }
    }

    const std::string question_;
    const Model& model_;
    const WordIndex& index_;
    const std::vector<Token> tokens_;
    std::map<std::pair<TableId, ColumnId>, double> gain_;  ///< of the word that is being read
    std::map<TableId, Scored> tables_;
    std::map<ColumnId, double> columns_;
    SchemaContext made_;
};

}  // namespace

const WordIndex& Model::word_index() const {
    std::call_once(words_once_, [&] { words_ = std::make_shared<const WordIndex>(*this); });
    return *words_;
}

SchemaContext
context_of(const std::string& question, const SchemaPack& pack, std::size_t tables_max) {
    return Analysis(question, dynamic_cast<const Model&>(pack)).run(tables_max);
}

}  // namespace parlance::engine
