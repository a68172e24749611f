#include "catalog/sample_shop.hpp"

#include "catalog/sample_shop_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

namespace parlance::catalog {

namespace {

using connectors::NewCell;
using connectors::NewTable;

constexpr int days_open = 900;
constexpr int customer_count = 420;
constexpr int customers_who_buy = 380;
constexpr int order_count = 1800;
constexpr int review_count = 600;

/// SplitMix64 (Steele, Lea, Flood 2014). The standard's distributions differ between libraries, so
/// the few that are needed stand here.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// From 0 up to 1, without 1.
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    int between(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }
    bool chance(int percent) { return between(1, 100) <= percent; }
    /// An index below `count`; small ones come more often.
    int favouring_first(int count) { return static_cast<int>(unit() * unit() * count); }

private:
    std::uint64_t next() {
        std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }

    std::uint64_t state_;
};

/// Days are counted from today backwards: -1 is yesterday.
struct Order {
    int customer = 0;
    int day = 0;
    int second = 0;  ///< of the day
    std::string_view status;
    std::optional<int> shipped;
};

struct Bought {
    int order = 0;
    int product = 0;
};

struct Shop {
    std::chrono::sys_days today;
    Dice dice{2026};
    std::vector<int> signed_up;  ///< the day of each customer, ascending
    std::vector<Order> orders;   ///< in the order of time; the first has number 1
    std::vector<Bought> bought;

    [[nodiscard]] std::string date(int day) const {
        const std::chrono::year_month_day when{today + std::chrono::days(day)};
        return fmt::format(
            "{:04}-{:02}-{:02}",
            static_cast<int>(when.year()),
            static_cast<unsigned>(when.month()),
            static_cast<unsigned>(when.day())
        );
    }
    [[nodiscard]] std::string moment(int day, int second) const {
        const int minutes = second / 60;
        return fmt::format(
            "{} {:02}:{:02}:{:02}", date(day), minutes / 60, minutes % 60, second % 60
        );
    }
};

double money(int quarters) {
    return quarters / 4.0;
}
std::int64_t whole(int value) {
    return value;
}
std::string text(std::string_view value) {
    return std::string(value);
}

/// No two people share a name: 977 and 1600 have no common factor.
std::string name_of_person(int number) {
    const int pair = number * 977 % 1600;
    return fmt::format("{} {}", words::first_names[pair / 40], words::last_names[pair % 40]);
}

std::string email_of(std::string name) {
    std::ranges::transform(name, name.begin(), [](char letter) {
        if (letter == ' ') return '.';
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return name + "@example.com";
}

NewTable categories() {
    NewTable table{
        "categories",
        "CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        {}
    };
    for (const std::string_view name : words::categories) {
        table.rows.push_back({whole(static_cast<int>(table.rows.size()) + 1), text(name)});
    }
    return table;
}

NewTable products(Shop& shop) {
    NewTable table{
        "products",
        "CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL, "
        "category_id INTEGER NOT NULL REFERENCES categories (id), price REAL NOT NULL, "
        "stock INTEGER NOT NULL, active BOOLEAN NOT NULL, added_on DATE NOT NULL)",
        {}
    };
    for (const words::Product& product : words::products) {
        const bool active = !shop.dice.chance(8);
        const int stock = active ? shop.dice.between(0, 240) : 0;
        const int added = -shop.dice.between(days_open, days_open + 200);
        table.rows.push_back(
            {whole(static_cast<int>(table.rows.size()) + 1),
             text(product.name),
             whole(product.category + 1),
             money(product.price),
             whole(stock),
             whole(static_cast<int>(active)),
             shop.date(added)}
        );
    }
    return table;
}

NewTable employees(Shop& shop) {
    NewTable table{
        "employees",
        "CREATE TABLE employees (id INTEGER PRIMARY KEY, name TEXT NOT NULL, job_title TEXT NOT "
        "NULL, manager_id INTEGER REFERENCES employees (id), salary REAL NOT NULL, "
        "hired_on DATE NOT NULL)",
        {}
    };
    for (const words::Job& job : words::jobs) {
        const int id = static_cast<int>(table.rows.size()) + 1;
        const int hired = 80 * id - days_open - shop.dice.between(100, 160);
        const int salary = (job.manager == 0   ? 7000
                            : job.manager == 1 ? 5000
                                               : 2800) +
                           50 * shop.dice.between(0, 12);
        const NewCell manager = job.manager == 0 ? NewCell{} : NewCell{whole(job.manager)};
        table.rows.push_back(
            {whole(id),
             name_of_person(customer_count + id),
             text(job.title),
             manager,
             money(4 * salary),
             shop.date(hired)}
        );
    }
    return table;
}

std::string_view segment(Dice& dice) {
    const int roll = dice.between(1, 100);
    if (roll <= 68) return "consumer";
    return roll <= 92 ? "business" : "school";
}

NewTable customers(Shop& shop) {
    NewTable table{
        "customers",
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT UNIQUE, "
        "city TEXT NOT NULL, country TEXT NOT NULL, segment TEXT NOT NULL, "
        "newsletter BOOLEAN NOT NULL, signed_up_on DATE NOT NULL)",
        {}
    };
    for (int id = 1; id <= customer_count; ++id) {
        shop.signed_up.push_back(shop.dice.favouring_first(days_open) - days_open);
    }
    std::ranges::sort(shop.signed_up);
    for (int id = 1; id <= customer_count; ++id) {
        const words::City& city =
            words::cities[shop.dice.favouring_first(static_cast<int>(words::cities.size()))];
        const std::string name = name_of_person(id);
        const NewCell email = shop.dice.chance(6) ? NewCell{} : NewCell{email_of(name)};
        table.rows.push_back(
            {whole(id),
             name,
             email,
             text(city.name),
             text(city.country),
             text(segment(shop.dice)),
             whole(static_cast<int>(shop.dice.chance(40))),
             shop.date(shop.signed_up[id - 1])}
        );
    }
    return table;
}

/// What has become of an order after `age` days.
std::string_view status_after(int age, Dice& dice) {
    const int roll = dice.between(1, 100);
    if (roll <= 6) return "cancelled";
    if (age <= 1) return "pending";
    if (age <= 3) return "paid";
    if (age <= 8) return "shipped";
    return roll <= 11 ? "returned" : "delivered";
}

Order order_of_somebody(Shop& shop) {
    Order order;
    order.customer = 1 + shop.dice.favouring_first(customers_who_buy);
    const int since = -shop.signed_up[order.customer - 1];
    // The later of two days lets the business grow: recent days have more orders.
    const double when = shop.dice.unit();
    const double later = shop.dice.chance(50) ? std::max(when, shop.dice.unit()) : when;
    order.day = static_cast<int>(later * since) - since;
    order.second = shop.dice.between(7 * 3600, 22 * 3600);
    order.status = status_after(-order.day, shop.dice);
    if (order.status == "shipped" || order.status == "delivered" || order.status == "returned") {
        order.shipped = std::min(order.day + shop.dice.between(1, 4), 0);
    }
    return order;
}

NewTable orders(Shop& shop) {
    for (int count = 0; count < order_count; ++count) {
        shop.orders.push_back(order_of_somebody(shop));
    }
    std::ranges::sort(shop.orders, {}, [](const Order& order) {
        return std::tuple(order.day, order.second, order.customer);
    });
    NewTable table{
        "orders",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, "
        "customer_id INTEGER NOT NULL REFERENCES customers (id), "
        "employee_id INTEGER REFERENCES employees (id), status TEXT NOT NULL, "
        "channel TEXT NOT NULL, ordered_at TIMESTAMP NOT NULL, shipped_on DATE, "
        "shipping_cost REAL NOT NULL)",
        {}
    };
    for (const Order& order : shop.orders) {
        const int roll = shop.dice.between(1, 100);
        const std::string_view channel = roll <= 62 ? "web" : roll <= 88 ? "store" : "phone";
        const NewCell seller =
            channel == "web" ? NewCell{} : NewCell{whole(shop.dice.between(4, 8))};
        table.rows.push_back(
            {whole(static_cast<int>(table.rows.size()) + 1),
             whole(order.customer),
             seller,
             text(order.status),
             text(channel),
             shop.moment(order.day, order.second),
             order.shipped ? NewCell{shop.date(*order.shipped)} : NewCell{},
             money(channel == "store" ? 0 : shop.dice.between(12, 39))}
        );
    }
    return table;
}

/// Different products for one order; the first of the list sell best.
std::vector<int> basket(Dice& dice) {
    std::vector<int> chosen;
    const int wanted = 1 + dice.favouring_first(4);
    while (static_cast<int>(chosen.size()) < wanted) {
        const int product = dice.favouring_first(static_cast<int>(words::products.size()) - 1);
        if (std::ranges::find(chosen, product) == chosen.end()) chosen.push_back(product);
    }
    return chosen;
}

NewTable order_items(Shop& shop) {
    NewTable table{
        "order_items",
        "CREATE TABLE order_items (order_id INTEGER NOT NULL REFERENCES orders (id), "
        "product_id INTEGER NOT NULL REFERENCES products (id), quantity INTEGER NOT NULL, "
        "unit_price REAL NOT NULL, PRIMARY KEY (order_id, product_id))",
        {}
    };
    for (int order = 1; order <= order_count; ++order) {
        for (const int product : basket(shop.dice)) {
            const int price = words::products[product].price;
            const int paid = shop.dice.chance(12) ? price - price / 10 : price;
            const int quantity =
                shop.dice.chance(5) ? shop.dice.between(4, 12) : 1 + shop.dice.favouring_first(3);
            table.rows.push_back({whole(order), whole(product + 1), whole(quantity), money(paid)});
            shop.bought.push_back({order, product + 1});
        }
    }
    return table;
}

int stars(Dice& dice) {
    const int roll = dice.between(1, 100);
    if (roll <= 42) return 5;
    if (roll <= 72) return 4;
    if (roll <= 86) return 3;
    return roll <= 94 ? 2 : 1;
}

NewTable reviews(Shop& shop) {
    NewTable table{
        "reviews",
        "CREATE TABLE reviews (id INTEGER PRIMARY KEY, "
        "product_id INTEGER NOT NULL REFERENCES products (id), "
        "customer_id INTEGER NOT NULL REFERENCES customers (id), rating INTEGER NOT NULL, "
        "comment TEXT, written_on DATE NOT NULL)",
        {}
    };
    while (table.rows.size() < review_count) {
        const int pick = shop.dice.between(0, static_cast<int>(shop.bought.size()) - 1);
        const Bought& bought = shop.bought[pick];
        const Order& order = shop.orders[bought.order - 1];
        if (order.status != "delivered") continue;
        const int rating = stars(shop.dice);
        const std::string_view said = words::comments[rating - 1][shop.dice.between(0, 2)];
        table.rows.push_back(
            {whole(static_cast<int>(table.rows.size()) + 1),
             whole(bought.product),
             whole(order.customer),
             whole(rating),
             shop.dice.chance(30) ? NewCell{} : NewCell{text(said)},
             shop.date(std::min(*order.shipped + shop.dice.between(2, 30), 0))}
        );
    }
    return table;
}

}  // namespace

std::vector<NewTable> sample_shop(std::chrono::sys_days today) {
    Shop shop;
    shop.today = today;
    std::vector<NewTable> tables;
    tables.push_back(categories());
    tables.push_back(products(shop));
    tables.push_back(employees(shop));
    tables.push_back(customers(shop));
    tables.push_back(orders(shop));
    tables.push_back(order_items(shop));
    tables.push_back(reviews(shop));
    return tables;
}

void write_sample_shop(const std::filesystem::path& file, std::chrono::sys_days today) {
    connectors::write_sqlite(file, sample_shop(today));
}

}  // namespace parlance::catalog
