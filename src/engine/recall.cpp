#include "engine/recall.hpp"

#include "engine/order.hpp"
#include "engine/recall_index.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::engine {
namespace {

constexpr double sure = 0.98;
constexpr double per_change = 0.03;

/// Letters that both have in the same places, as a share: which of several equals is nearest.
double closeness(std::string_view left, std::string_view right) {
    const std::string one = fold(left);
    const std::string other = fold(right);
    const auto ends = std::ranges::mismatch(one, other);
    const auto shared = static_cast<double>(ends.in1 - one.begin());
    return shared / static_cast<double>(std::max<std::size_t>({one.size(), other.size(), 1}));
}

std::size_t changes(const std::vector<Slot>& known, const std::vector<Slot>& asked) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(known.size(), asked.size()); ++i)
        count += known[i] == asked[i] ? 0 : 1;
    return count;
}

Reading reading_of(
    const Question& question,
    const RecallIndex::Entry& entry,
    sql::Query query,
    std::size_t changed,
    const Model& model
) {
    const std::string& known = entry.verified->question;
    Reading made;
    made.confidence = sure - per_change * static_cast<double>(changed);
    made.explanation = explain(query, model.schema());
    made.provenance.push_back(
        {.begin = 0,
         .end = question.text.size(),
         .words = question.text,
         .became = "the verified SQL of “" + known + "”",
         .because = "verified question"}
    );
    made.assumptions.push_back(
        {"verified_question",
         fmt::format(
             "built from the verified question “{}” of {}{}",
             known,
             entry.verified->author,
             changed > 0 ? ", with other values" : ""
         )}
    );
    made.query = std::move(query);
    return made;
}

}  // namespace

const RecallIndex& Model::recall_index() const {
    std::call_once(recall_once_, [&] { recall_ = std::make_shared<const RecallIndex>(*this); });
    return *recall_;
}

std::vector<std::string> verified_questions(const SchemaPack& pack) {
    std::vector<std::string> all;
    for (const VerifiedQuestion& one : dynamic_cast<const Model&>(pack).verified())
        all.insert(all.begin(), one.question);
    return all;
}

std::optional<Reading> recall(const Question& question, const SchemaPack& pack) {
    const auto& model = dynamic_cast<const Model&>(pack);
    if (model.verified().empty()) return std::nullopt;
    const Normalised asked = normalised(question.text, model);
    std::vector<const RecallIndex::Entry*> found;
    for (const RecallIndex::Entry& entry : model.recall_index().like(asked))
        found.push_back(&entry);
    sort_by(found, [&](const RecallIndex::Entry* entry) {
        return static_cast<double>(changes(entry->normalised.slots, asked.slots)) -
               closeness(entry->verified->question, question.text);
    });
    for (const RecallIndex::Entry* entry : found) {
        auto query = refilled(entry->verified->query, entry->normalised.slots, asked.slots, model);
        if (!query) continue;
        const std::size_t changed = changes(entry->normalised.slots, asked.slots);
        return reading_of(question, *entry, std::move(*query), changed, model);
    }
    return std::nullopt;
}

}  // namespace parlance::engine
