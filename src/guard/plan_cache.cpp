#include "guard/plan_cache.hpp"

#include "guard/approval.hpp"

#include <algorithm>
#include <utility>

namespace parlance::guard {
namespace {

/// Values that must be equal make variants of a shape; those beyond are not worth their memory.
constexpr std::size_t variants_max = 8;

void add_number(std::string& key, std::int64_t number) {
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void add_limits(std::string& key, const Limits& limits) {
    add_number(key, limits.rows_max);
    add_number(key, limits.bytes_max);
    add_number(key, limits.time_ms);
}

}  // namespace

PlanCache::PlanCache(std::shared_ptr<const Schema> schema, Policy policy, std::size_t plans_max)
    : schema_(std::move(schema)), policy_(std::move(policy)), plans_max_(plans_max) {}

bool PlanCache::fits(const Variant& variant, const Shape& shape) {
    return std::ranges::all_of(variant.fixed, [&](const Slot& one) {
        return shape.slots[one.at].value == one.value;
    });
}

std::shared_ptr<const PlanCache::Variant> PlanCache::find(const Shape& shape) {
    const std::scoped_lock lock(mutex_);
    auto found = young_.find(shape.key);
    if (found == young_.end()) {
        auto aged = old_.extract(shape.key);
        if (!aged.empty()) found = young_.insert(std::move(aged)).position;
    }
    if (found != young_.end()) {
        for (const auto& variant : found->second) {
            if (!fits(*variant, shape)) continue;
            ++counts_.hits;
            return variant;
        }
    }
    ++counts_.misses;
    return nullptr;
}

void PlanCache::keep(const std::string& key, std::shared_ptr<const Variant> variant) {
    const std::scoped_lock lock(mutex_);
    if (young_.size() >= plans_max_ / 2 && !young_.contains(key)) {
        old_ = std::move(young_);
        young_.clear();
    }
    Variants& variants = young_[key];
    if (variants.size() >= variants_max) variants.erase(variants.begin());
    variants.push_back(std::move(variant));
}

ApprovedQuery PlanCache::made_anew(std::string_view text, const Policy& policy, Shape shape) {
    std::optional<sql::Query> plain = parsed_plainly(text);
    if (!plain) return guard::approve(text, *schema_, policy);
    Arguments arguments(shape.slots);
    ApprovedQuery query = Approval(*schema_, policy).approve(std::move(*plain), text, &arguments);
    auto variant = std::make_shared<Variant>();
    variant->arguments = arguments.taken();
    variant->plan = Approval::plan_of(query);
    const auto taken = query.parameters().subspan(0, variant->arguments.size());
    variant->rest.assign(query.parameters().begin() + taken.size(), query.parameters().end());
    for (std::size_t i = 0; i < shape.slots.size(); ++i)
        if (std::ranges::find(variant->arguments, i) == variant->arguments.end())
            variant->fixed.push_back({i, shape.slots[i].text, shape.slots[i].value});
    keep(shape.key, std::move(variant));
    return query;
}

ApprovedQuery PlanCache::approve(std::string_view text, const Limits& limits) {
    thread_local Shape shape;
    const bool has_shape = read_shape(text, shape);
    if (has_shape) add_limits(shape.key, limits);
    const std::shared_ptr<const Variant> variant = has_shape ? find(shape) : nullptr;
    if (variant == nullptr) {
        Policy policy = policy_;
        policy.limits = limits;
        if (!has_shape) return guard::approve(text, *schema_, policy);
        return made_anew(text, policy, shape);
    }
    std::vector<Bound> values;
    values.reserve(variant->arguments.size() + variant->rest.size());
    for (const std::size_t slot : variant->arguments)
        values.push_back(bound_of(shape.slots[slot]));
    values.insert(values.end(), variant->rest.begin(), variant->rest.end());
    return Approval::assemble(variant->plan, text, std::move(values));
}

PlanCache::Counts PlanCache::counts() const {
    const std::scoped_lock lock(mutex_);
    return counts_;
}

}  // namespace parlance::guard
