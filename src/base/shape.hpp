#pragma once

#include "base/clock.hpp"
#include "base/note.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

/// What a struct of the API looks like, as a table that one reader, one writer and one schema
/// generator walk (`base/json.hpp`). The table is made by the compiler from
/// `BOOST_DESCRIBE_STRUCT`, and from the notes beside the struct:
///
///     struct Login {
///         std::string username;
///         std::string password;
///     };
///     BOOST_DESCRIBE_STRUCT(Login, (), (username, password))
///     constexpr auto notes(const Login*) {
///         return std::array{
///             json::note("username", "The name you registered with.").length(1, 64),
///             json::note("password", "Your password.").length(1, 1024),
///         };
///     }
namespace parlance::json {

/// JSON that exists as text already, such as encoded rows or a chart; written as it is.
struct Raw {
    std::string text = "null";

    bool operator==(const Raw&) const = default;
};

enum class Kind : std::uint8_t {
    boolean,
    integer,
    number,
    text,
    moment,
    any,
    any_object,
    raw,
    list,
    map,
    optional,
    choice,
    either,
    object,
};

struct Shape;
using ShapeOf = const Shape& (*)();

/// A member of a described struct.
struct Field {
    std::string_view name;
    void* (*at)(void* object);
    ShapeOf shape;
    Note note;
};

/// A name of a described enum.
struct Choice {
    std::string_view name;
    std::int64_t value;
};

/// Called for each item of a list or entry of a map.
struct Visitor {
    void (*call)(void* self, std::string_view key, const void* item);
    void* self;
};

/// How values of one type are built and taken apart without knowing the type. Only the members
/// that its kind needs are set.
struct Shape {
    Kind kind;
    std::string_view name;  ///< of a struct or an enum, without its namespace

    std::int64_t least = 0, most = 0;  ///< what an integer type can hold
    std::int64_t (*load)(const void* value) = nullptr;
    void (*store)(void* value, std::int64_t number) = nullptr;

    ShapeOf inner = nullptr;  ///< of a list, map or optional
    void (*each)(const void* value, Visitor visitor) = nullptr;
    void* (*append)(void* value, std::string_view key) = nullptr;  ///< engages an optional
    void (*clear)(void* value) = nullptr;
    const void* (*engaged)(const void* value) = nullptr;  ///< of an optional, or null

    std::span<const ShapeOf> alternatives;
    std::size_t (*alternative)(const void* value) = nullptr;
    void* (*become)(void* value, std::size_t alternative) = nullptr;

    std::span<const Choice> choices;
    std::span<const Field> fields;
    const void* (*defaults)() = nullptr;  ///< a value of the struct with its defaults
    Note note;                            ///< about the struct itself
};

/// The shape of `T`: bool, integers, double, std::string, Instant, boost::json::value and object,
/// Raw, std::vector, std::map with text keys, std::optional, std::variant, described enums and
/// structs.
template <class T>
[[nodiscard]] const Shape& shape_of();

namespace detail {

template <class T>
consteval std::string_view type_name() {
    std::string_view name = __PRETTY_FUNCTION__;
    name.remove_prefix(name.find("T = ") + 4);
    name = name.substr(0, name.find_first_of(";]"));
    const std::size_t colon = name.rfind(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

template <class T, template <class...> class Template>
inline constexpr bool is_a = false;
template <class... Args, template <class...> class Template>
inline constexpr bool is_a<Template<Args...>, Template> = true;

template <class T>
inline constexpr bool is_enum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
inline constexpr bool is_struct =
    boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
using Members = boost::describe::
    describe_members<T, boost::describe::mod_any_access | boost::describe::mod_inherited>;

/// A member that would be a keyword of C++ has an underscore behind it, which JSON does not show.
constexpr std::string_view outside_name(std::string_view member) {
    return member.ends_with('_') ? member.substr(0, member.size() - 1) : member;
}

template <class T>
consteval Note note_of(std::string_view field) {
    if constexpr (requires { notes(static_cast<const T*>(nullptr)); }) {
        for (const Note& note : notes(static_cast<const T*>(nullptr))) {
            if (note.field == field) return note;
        }
    }
    return {};
}

/// Every note must be about a member that exists: a typing error does not compile.
template <class T>
consteval bool notes_fit() {
    bool fit = true;
    if constexpr (requires { notes(static_cast<const T*>(nullptr)); }) {
        for (const Note& note : notes(static_cast<const T*>(nullptr))) {
            bool known = note.field.empty();
            boost::mp11::mp_for_each<Members<T>>([&](auto member) {
                known |= note.field == outside_name(member.name);
            });
            fit &= known;
        }
    }
    return fit;
}

template <class T, class Member>
constexpr Field field_of(Member member) {
    using Type = std::remove_cvref_t<decltype(std::declval<T&>().*Member::pointer)>;
    return {
        .name = outside_name(member.name),
        .at = [](void* object) -> void* { return &(static_cast<T*>(object)->*Member::pointer); },
        .shape = &shape_of<Type>,
        .note = note_of<T>(outside_name(member.name)),
    };
}

template <class T>
struct Tables;

template <class T>
    requires is_struct<T>
struct Tables<T> {
    static constexpr auto fields =
        []<template <class...> class List, class... Member>(List<Member...>) {
            return std::array<Field, sizeof...(Member)>{field_of<T>(Member{})...};
        }(Members<T>{});
};

template <class T>
    requires is_enum<T>
struct Tables<T> {
    static constexpr auto choices =
        []<template <class...> class List, class... Each>(List<Each...>) {
            return std::array<Choice, sizeof...(Each)>{
                Choice{outside_name(Each::name), static_cast<std::int64_t>(Each::value)}...
            };
        }(boost::describe::describe_enumerators<T>{});
};

template <class... Alternative>
struct Tables<std::variant<Alternative...>> {
    static constexpr std::array<ShapeOf, sizeof...(Alternative)> alternatives{
        &shape_of<Alternative>...
    };
};

template <class T>
constexpr Shape integer_shape(Kind kind) {
    Shape shape{.kind = kind};
    shape.load = [](const void* value) {
        return static_cast<std::int64_t>(*static_cast<const T*>(value));
    };
    shape.store = [](void* value, std::int64_t number) {
        *static_cast<T*>(value) = static_cast<T>(number);
    };
    return shape;
}

template <class T>
constexpr Shape list_shape() {
    Shape shape{.kind = Kind::list, .inner = &shape_of<typename T::value_type>};
    shape.each = [](const void* value, Visitor visitor) {
        for (const auto& item : *static_cast<const T*>(value))
            visitor.call(visitor.self, {}, &item);
    };
    shape.append = [](void* value, std::string_view) -> void* {
        return &static_cast<T*>(value)->emplace_back();
    };
    shape.clear = [](void* value) { static_cast<T*>(value)->clear(); };
    return shape;
}

template <class T>
constexpr Shape map_shape() {
    Shape shape{.kind = Kind::map, .inner = &shape_of<typename T::mapped_type>};
    shape.each = [](const void* value, Visitor visitor) {
        for (const auto& [key, item] : *static_cast<const T*>(value))
            visitor.call(visitor.self, key, &item);
    };
    shape.append = [](void* value, std::string_view key) -> void* {
        return &(*static_cast<T*>(value))[std::string(key)];
    };
    shape.clear = [](void* value) { static_cast<T*>(value)->clear(); };
    return shape;
}

template <class T>
constexpr Shape optional_shape() {
    Shape shape{.kind = Kind::optional, .inner = &shape_of<typename T::value_type>};
    shape.engaged = [](const void* value) -> const void* {
        const T& kept = *static_cast<const T*>(value);
        return kept ? &*kept : nullptr;
    };
    shape.append = [](void* value, std::string_view) -> void* {
        return &static_cast<T*>(value)->emplace();
    };
    shape.clear = [](void* value) { static_cast<T*>(value)->reset(); };
    return shape;
}

template <class T>
constexpr Shape either_shape() {
    Shape shape{.kind = Kind::either, .alternatives = Tables<T>::alternatives};
    shape.alternative = [](const void* value) { return static_cast<const T*>(value)->index(); };
    shape.engaged = [](const void* value) -> const void* {
        return std::visit(
            [](const auto& kept) -> const void* { return &kept; }, *static_cast<const T*>(value)
        );
    };
    shape.become = [](void* value, std::size_t alternative) {
        void* place = nullptr;
        boost::mp11::mp_with_index<std::variant_size_v<T>>(alternative, [&](auto index) {
            place = &static_cast<T*>(value)->template emplace<index>();
        });
        return place;
    };
    return shape;
}

template <class T>
constexpr Shape object_shape() {
    static_assert(notes_fit<T>(), "a note names a member that the struct does not have");
    Shape shape{
        .kind = Kind::object,
        .name = type_name<T>(),
        .fields = Tables<T>::fields,
        .note = note_of<T>("")
    };
    shape.defaults = []() -> const void* {
        static const T value{};
        return &value;
    };
    return shape;
}

template <class T>
constexpr Shape make_shape() {
    if constexpr (std::same_as<T, bool>) {
        return {.kind = Kind::boolean};
    } else if constexpr (std::integral<T>) {
        Shape shape = integer_shape<T>(Kind::integer);
        shape.least =
            std::is_signed_v<T> ? static_cast<std::int64_t>(std::numeric_limits<T>::min()) : 0;
        shape.most = std::in_range<std::int64_t>(std::numeric_limits<T>::max())
                         ? static_cast<std::int64_t>(std::numeric_limits<T>::max())
                         : std::numeric_limits<std::int64_t>::max();
        return shape;
    } else if constexpr (std::same_as<T, double>) {
        return {.kind = Kind::number};
    } else if constexpr (std::same_as<T, std::string>) {
        return {.kind = Kind::text};
    } else if constexpr (std::same_as<T, Instant>) {
        return {.kind = Kind::moment};
    } else if constexpr (std::same_as<T, boost::json::value>) {
        return {.kind = Kind::any};
    } else if constexpr (std::same_as<T, boost::json::object>) {
        return {.kind = Kind::any_object};
    } else if constexpr (std::same_as<T, Raw>) {
        return {.kind = Kind::raw};
    } else if constexpr (is_a<T, std::vector>) {
        return list_shape<T>();
    } else if constexpr (is_a<T, std::map>) {
        return map_shape<T>();
    } else if constexpr (is_a<T, std::optional>) {
        return optional_shape<T>();
    } else if constexpr (is_a<T, std::variant>) {
        return either_shape<T>();
    } else if constexpr (is_enum<T>) {
        Shape shape = integer_shape<T>(Kind::choice);
        shape.name = type_name<T>();
        shape.choices = Tables<T>::choices;
        return shape;
    } else {
        static_assert(
            is_struct<T>, "describe this type with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM"
        );
        return object_shape<T>();
    }
}

}  // namespace detail

template <class T>
const Shape& shape_of() {
    static constexpr Shape shape = detail::make_shape<T>();
    return shape;
}

}  // namespace parlance::json
