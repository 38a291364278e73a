using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>The objects of a PDF below its pages.</summary>
internal sealed class PdfObjects(PdfDocument pdf)
{
    private const int LongestChain = 16;
    private const int MostNodes = 1_000_000;

    /// <summary>What a token stands for: itself, or what it refers to, through several references.</summary>
    public IToken? Of(IToken? token)
    {
        for (var i = 0; token is IndirectReferenceToken reference; i++)
        {
            token = i < LongestChain ? pdf.Structure.TokenScanner.Get(reference.Data)?.Data : null;
        }

        return token;
    }

    public DictionaryToken? Dictionary(IToken? token) => Of(token) as DictionaryToken;

    public IReadOnlyList<IToken> Array(IToken? token) => Of(token) is ArrayToken array ? array.Data : [];

    public static IToken? Entry(DictionaryToken? dictionary, string name) => dictionary is not null && dictionary.Data.TryGetValue(name, out var value) ? value : null;

    public string? Name(DictionaryToken? dictionary, string name) => (Of(Entry(dictionary, name)) as NameToken)?.Data;

    /// <summary>A string that people read; null where there is none.</summary>
    public string? Text(DictionaryToken? dictionary, string name)
    {
        var bytes = Bytes(Of(Entry(dictionary, name)));
        return bytes is null ? null : bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2)) : Encoding.Latin1.GetString(bytes);
    }

    /// <summary>The bytes of a string; null for other tokens.</summary>
    public static byte[]? Bytes(IToken? token) => token switch { StringToken text => text.GetBytes(), HexToken hex => hex.Bytes.ToArray(), _ => null };

    /// <summary>The pages in their order, each by the object it is.</summary>
    public IReadOnlyList<IndirectReference> Pages()
    {
        var pages = new List<IndirectReference>();
        var seen = new HashSet<IndirectReference>();
        var open = new Stack<IToken>([Entry(pdf.Structure.Catalog.CatalogDictionary, "Pages") ?? NullToken.Instance]);
        while (open.TryPop(out var token) && seen.Count < MostNodes)
        {
            if (token is not IndirectReferenceToken reference || Dictionary(token) is not { } node)
            {
                continue;
            }

            if (Name(node, "Type") == "Page" || Entry(node, "Kids") is null)
            {
                pages.Add(reference.Data);
            }
            else if (seen.Add(reference.Data))
            {
                foreach (var kid in Array(Entry(node, "Kids")).Reverse())
                {
                    open.Push(kid);
                }
            }
        }

        return pages;
    }

    /// <summary>Whether somebody signed the file, so that a change of it would be seen as one of what was signed.</summary>
    public bool IsSigned()
    {
        var catalog = pdf.Structure.Catalog.CatalogDictionary;
        if (Dictionary(Entry(catalog, "Perms")) is { } permissions && (Entry(permissions, "DocMDP") ?? Entry(permissions, "UR3") ?? Entry(permissions, "UR")) is not null)
        {
            return true;
        }

        var seen = new HashSet<IndirectReference>();
        var fields = new Stack<IToken>(Array(Entry(Dictionary(Entry(catalog, "AcroForm")), "Fields")));
        while (fields.TryPop(out var token))
        {
            if (token is not IndirectReferenceToken reference || !seen.Add(reference.Data) || Dictionary(token) is not { } field)
            {
                continue;
            }

            if (Name(field, "FT") == "Sig" && Dictionary(Entry(field, "V")) is not null)
            {
                return true;
            }

            foreach (var kid in Array(Entry(field, "Kids")))
            {
                fields.Push(kid);
            }
        }

        return false;
    }
}
