#pragma once

#include <memory>
#include <utility>

namespace parlance::sql {

/// An owned value on the heap that copies like a value: what a recursive type needs. May be empty.
template <class T>
class Box {
public:
    Box() = default;
    Box(T value)
        : held_(std::make_unique<T>(std::move(value))) {}  // NOLINT(google-explicit-constructor)
    Box(const Box& other) : held_(other.held_ ? std::make_unique<T>(*other.held_) : nullptr) {}
    Box(Box&&) noexcept = default;
    Box& operator=(const Box& other) {
        if (this != &other) held_ = other.held_ ? std::make_unique<T>(*other.held_) : nullptr;
        return *this;
    }
    Box& operator=(Box&&) noexcept = default;
    ~Box() = default;

    explicit operator bool() const noexcept { return held_ != nullptr; }
    T& operator*() { return *held_; }
    const T& operator*() const { return *held_; }
    T* operator->() { return held_.get(); }
    const T* operator->() const { return held_.get(); }

    /// Equal when both are empty or both hold equal values.
    friend bool operator==(const Box& left, const Box& right) {
        if (!left.held_ || !right.held_) return !left.held_ && !right.held_;
        return *left.held_ == *right.held_;
    }

private:
    std::unique_ptr<T> held_;
};

}  // namespace parlance::sql
