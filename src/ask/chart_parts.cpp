#include "ask/chart_parts.hpp"

#include <algorithm>

namespace parlance::ask {

bool tells_apart(const Field& field) {
    return field.role == Role::moment || field.role == Role::part || field.role == Role::category;
}

template <class Wanted>
const Field* Parts::find(Wanted wanted) const {
    const auto found = std::ranges::find_if(fields_, wanted);
    return found == fields_.end() ? nullptr : &*found;
}

const Field* Parts::first(Role role, const Field* besides) const {
    return find([&](const Field& each) { return each.role == role && &each != besides; });
}

const Field* Parts::first_number(const Field* besides) const {
    return find([&](const Field& each) { return each.number && &each != besides; });
}

const Field* Parts::first_apart(const Field* besides) const {
    return find([&](const Field& each) { return tells_apart(each) && &each != besides; });
}

const Field* Parts::first_drawable(const Field* besides) const {
    return find([&](const Field& each) { return each.role != Role::other && &each != besides; });
}

std::size_t Parts::count(Role role) const {
    return static_cast<std::size_t>(std::ranges::count(fields_, role, &Field::role));
}

const Field* Parts::dimension() const {
    if (const Field* found = first_apart()) return found;
    if (const Field* key = first(Role::key)) return key;
    return count(Role::measure) > 1 ? first(Role::measure) : nullptr;
}

const Field* Parts::time() const {
    const Field* moment = first(Role::moment);
    return moment != nullptr ? moment : first(Role::part);
}

const Field* Parts::along() const {
    const Field* when = time();
    return when != nullptr ? when : dimension();
}

const Field* Parts::measure(const Field* besides) const {
    const Field* found = nullptr;
    const Field* fallback = nullptr;
    for (const Field& each : fields_) {
        if (&each == besides || !each.number) continue;
        if (each.role == Role::measure) found = &each;
        fallback = &each;
    }
    return found != nullptr ? found : fallback;
}

std::pair<const Field*, const Field*> Parts::pair() const {
    if (count(Role::measure) > 1) {
        const Field* measure = first(Role::measure);
        return {measure, first(Role::measure, measure)};
    }
    const Field* x = first_number();
    const Field* y = first_number(x);
    if (y == nullptr) y = first_drawable(x);
    if (x == nullptr || y == nullptr) return {};
    return std::minmax(x, y);
}

bool Parts::wants_series() const {
    return wish_.stacked || wish_.beside || wish_.series;
}

const Field* Parts::series(const Field* along, const Field* measure) const {
    const bool wanted = wants_series();
    const bool lines = wish_.kind == ChartKind::line && wish_.series;
    const bool keys = wish_.stacked || wish_.beside || lines;
    if (!wanted && along->distinct == rows_) return nullptr;
    return find([&](const Field& each) {
        if (&each == along || &each == measure || each.distinct < 2) return false;
        if (each.role == Role::key ? !keys : !tells_apart(each)) return false;
        return each.distinct <= (wanted ? series_asked_max : series_max);
    });
}

const Field* Parts::colour(const Field& x, const Field& y) const {
    const bool wanted = wants_series();
    return find([&](const Field& each) {
        if (&each == &x || &each == &y || each.role == Role::other) return false;
        if (wanted) return each.distinct <= series_asked_max;
        return tells_apart(each) && each.distinct > 1 && each.distinct <= series_max &&
               each.distinct < rows_;
    });
}

const Field* Parts::raw_measure() const {
    const bool alone = count(Role::measure) == 1 && first_apart() == nullptr;
    const Field* found = alone ? first(Role::measure) : nullptr;
    return found != nullptr && !found->aggregate ? found : nullptr;
}

}  // namespace parlance::ask
