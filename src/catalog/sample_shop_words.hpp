#pragma once

#include <array>
#include <string_view>

/// What the sample shop is made of. All of it is invented.
namespace parlance::catalog::words {

inline constexpr std::array<std::string_view, 40> first_names{
    "Ada",    "Ben",   "Clara", "David", "Elif",  "Felix", "Grace", "Hugo",  "Ines",  "Jonas",
    "Katya",  "Liam",  "Mara",  "Noah",  "Olga",  "Pablo", "Quinn", "Rosa",  "Samir", "Tessa",
    "Ulrich", "Vera",  "Wim",   "Xenia", "Yusuf", "Zoe",   "Amir",  "Bella", "Chen",  "Dora",
    "Emil",   "Frida", "Gus",   "Hana",  "Ivan",  "Julia", "Kofi",  "Lena",  "Marco", "Nadia",
};

inline constexpr std::array<std::string_view, 40> last_names{
    "Abel",    "Brandt", "Costa",   "Dupont", "Evans",   "Fischer", "Garcia", "Haas",
    "Ivanova", "Jansen", "Kaya",    "Lopez",  "Meyer",   "Nowak",   "Okafor", "Petrov",
    "Quist",   "Rossi",  "Silva",   "Tanaka", "Ullman",  "Varga",   "Weber",  "Xu",
    "Young",   "Zeller", "Adler",   "Blum",   "Carlsen", "Dietz",   "Egger",  "Ferrari",
    "Gruber",  "Holm",   "Iversen", "Jung",   "Kramer",  "Lang",    "Moreau", "Novak",
};

struct City {
    std::string_view name;
    std::string_view country;
};

/// The first cities have the most customers.
inline constexpr std::array<City, 16> cities{{
    {"Berlin", "Germany"},
    {"Vienna", "Austria"},
    {"Hamburg", "Germany"},
    {"Paris", "France"},
    {"Munich", "Germany"},
    {"Zurich", "Switzerland"},
    {"Lyon", "France"},
    {"Rotterdam", "Netherlands"},
    {"Graz", "Austria"},
    {"Madrid", "Spain"},
    {"Milan", "Italy"},
    {"Utrecht", "Netherlands"},
    {"Copenhagen", "Denmark"},
    {"Prague", "Czechia"},
    {"Lisbon", "Portugal"},
    {"Warsaw", "Poland"},
}};

inline constexpr std::array<std::string_view, 7> categories{
    "Coffee",
    "Tea",
    "Kitchen",
    "Garden",
    "Books",
    "Games",
    "Office",
};

/// `price` is in quarters of the currency; `category` counts from 0.
struct Product {
    std::string_view name;
    int category;
    int price;
};

inline constexpr std::array<Product, 49> products{{
    {"House Espresso 1 kg", 0, 75},
    {"Filter Roast 500 g", 0, 46},
    {"Decaf Roast 500 g", 0, 50},
    {"Hand Grinder", 0, 236},
    {"Moka Pot", 0, 138},
    {"Paper Filters", 0, 14},
    {"Milk Frother", 0, 98},
    {"Green Tea Sencha", 1, 38},
    {"Earl Grey", 1, 30},
    {"Rooibos Vanilla", 1, 27},
    {"Peppermint Leaves", 1, 19},
    {"Cast Iron Teapot", 1, 196},
    {"Tea Strainer", 1, 22},
    {"Matcha Set", 1, 158},
    {"Chef's Knife", 2, 276},
    {"Cutting Board", 2, 118},
    {"Mixing Bowls", 2, 134},
    {"Cast Iron Pan", 2, 218},
    {"Measuring Spoons", 2, 33},
    {"Salad Spinner", 2, 102},
    {"Kitchen Scale", 2, 127},
    {"Watering Can", 3, 84},
    {"Pruning Shears", 3, 114},
    {"Herb Seeds", 3, 17},
    {"Tomato Seeds", 3, 13},
    {"Garden Gloves", 3, 43},
    {"Compost Bin", 3, 310},
    {"Bird Feeder", 3, 91},
    {"Bread at Home", 4, 106},
    {"The Small Garden", 4, 94},
    {"A Year of Soups", 4, 88},
    {"Night Trains of Europe", 4, 112},
    {"Letters to a Cook", 4, 58},
    {"Atlas of Islands", 4, 159},
    {"Field Guide to Birds", 4, 99},
    {"Wooden Chess", 5, 187},
    {"Word Tiles", 5, 99},
    {"Harbour Builders", 5, 171},
    {"Card Deck", 5, 25},
    {"Puzzle 1000", 5, 76},
    {"Marble Run", 5, 143},
    {"Travel Backgammon", 5, 122},
    {"Fountain Pen", 6, 148},
    {"Notebook A5", 6, 35},
    {"Desk Lamp", 6, 228},
    {"Pencil Set", 6, 41},
    {"Letter Tray", 6, 69},
    {"Wall Calendar", 6, 55},
    {"Typewriter Ribbon", 6, 47},
}};

struct Job {
    std::string_view title;
    int manager;  ///< the employee's number that this one reports to; 0 is nobody
};

inline constexpr std::array<Job, 10> jobs{{
    {"Managing Director", 0},
    {"Head of Sales", 1},
    {"Head of Logistics", 1},
    {"Sales Representative", 2},
    {"Sales Representative", 2},
    {"Sales Representative", 2},
    {"Customer Support", 2},
    {"Customer Support", 2},
    {"Warehouse Clerk", 3},
    {"Warehouse Clerk", 3},
}};

/// What a review of one to five stars says.
inline constexpr std::array<std::array<std::string_view, 3>, 5> comments{{
    {"Broken on arrival.", "Not what the picture shows.", "Would not buy it again."},
    {"Too expensive for what it is.", "Took very long to arrive.", "Smaller than expected."},
    {"Does its job.", "Fine, nothing special.", "Good, but the box was damaged."},
    {"Good quality.", "Happy with it.", "Arrived quickly and works well."},
    {"Exactly what I was looking for.", "Use it every day.", "A perfect present."},
}};

}  // namespace parlance::catalog::words
