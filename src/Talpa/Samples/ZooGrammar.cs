namespace Talpa.Samples;

/// <summary>
/// The words and sentences of the built-in text. A name in braces is a place for any word of that group, or of the groups that a wider name stands for.
/// A group's words have the same sentences to stand in, so they are alike by construction; each group also has sentences of its own.
/// </summary>
internal static class ZooGrammar
{
    /// <summary>Words that are alike, by the name of their group.</summary>
    public static readonly (string Name, string[] Words)[] Groups =
    [
        ("pets", ["cat", "dog", "hamster", "rabbit", "parrot", "tortoise"]),
        ("burrowers", ["mole", "badger", "shrew", "vole", "gopher", "marmot"]),
        ("hunters", ["lion", "tiger", "leopard", "wolf", "bear", "lynx"]),
        ("grazers", ["zebra", "giraffe", "camel", "elephant", "antelope", "buffalo"]),
        ("livestock", ["cow", "sheep", "goat", "pig", "horse", "donkey"]),
        ("birds", ["sparrow", "robin", "crow", "owl", "swallow", "magpie"]),
        ("fruit", ["apple", "pear", "plum", "cherry", "peach", "apricot"]),
        ("meals", ["soup", "rice", "stew", "pasta", "porridge", "curry"]),
        ("workers", ["keeper", "vet", "farmer", "baker", "gardener", "painter"]),
        ("family", ["mother", "father", "sister", "brother", "aunt", "uncle"]),
        ("places", ["park", "market", "museum", "harbour", "station", "library"]),
    ];

    /// <summary>Names that stand for several groups.</summary>
    public static readonly (string Name, string[] Groups)[] WiderNames =
    [
        ("animal", ["pets", "burrowers", "hunters", "grazers", "livestock", "birds"]),
        ("wild", ["burrowers", "hunters", "grazers", "birds"]),
        ("person", ["workers", "family"]),
    ];

    /// <summary>The sentences, in sets; a set is drawn first and then a sentence in it, so that each group occurs about equally often.</summary>
    public static readonly string[][] Sentences =
    [
        [
            "my {pets} sleeps on the sofa",
            "we bought a basket for our {pets}",
            "the {pets} plays with a ball in the house",
            "my {family} strokes the {pets} on the sofa",
            "our {pets} and the {pets} play in the house",
        ],
        [
            "the {burrowers} digs a tunnel under the lawn",
            "a {burrowers} lives in a burrow under the ground",
            "the {burrowers} finds a worm in the dark soil",
            "the {burrowers} and the {burrowers} dig in the soil",
            "the {burrowers} sleeps in its burrow",
        ],
        [
            "the {hunters} growls behind the bars",
            "a {hunters} hunts its prey at night",
            "the {hunters} eats meat with sharp teeth",
            "the {workers} throws meat to the {hunters}",
            "the {hunters} and the {hunters} hunt at night",
        ],
        [
            "the {grazers} walks over the dry plain",
            "a herd of {grazers} and {grazers} crosses the plain",
            "the {grazers} eats leaves from a tall tree",
            "a {grazers} drinks water on the plain",
            "the {grazers} runs over the plain",
        ],
        [
            "the {workers} leads the {livestock} into the stable",
            "a {livestock} stands in the stable and eats hay",
            "we keep a {livestock} and a {livestock} on our farm",
            "the {livestock} sleeps on the hay of the farm",
        ],
        [
            "the {birds} sings on a branch",
            "a {birds} builds its nest in the roof",
            "a {birds} flies over the roof",
            "the {birds} and the {birds} sing on the roof",
        ],
        [
            "a ripe {fruit} falls from the tree",
            "she picks a {fruit} in the orchard",
            "she makes jam from the sweet {fruit}",
            "a ripe {fruit} and a sweet {fruit} lie in the bowl",
        ],
        [
            "we cook {meals} in a big pot",
            "my {family} cooks hot {meals} for dinner",
            "the {meals} stands on the table",
            "there is {meals} or {meals} for dinner",
            "I like hot {meals} with salt",
        ],
        [
            "the {workers} starts work at seven",
            "the {workers} works near the {places}",
            "the {workers} comes to work by bus",
            "they pay the {workers} and the {workers} for the work",
            "the zoo is looking for a {workers}",
        ],
        [
            "my {family} tells me a story",
            "I write a letter to my {family}",
            "my {family} and my {family} live in the same street",
            "my {family} has a birthday on sunday",
        ],
        [
            "we go to the {places} on sunday",
            "the {places} opens at nine",
            "on sunday we meet at the {places}",
            "the way from the {places} to the {places} is short",
            "the zoo is near the {places}",
        ],
        [
            "I saw a {wild} at the zoo",
            "we saw a {wild} and a {wild} at the zoo",
            "the zoo shows a young {wild}",
            "the children draw a {animal} at school",
            "the {person} likes the {animal}",
        ],
    ];
}
