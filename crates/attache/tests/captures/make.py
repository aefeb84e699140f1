"""Makes the captures of this folder anew: pip install warcio fpdf2 reportlab weasyprint, LaTeX and LibreOffice by Debian's packages, then python3 make.py. Their texts are our own; the outlets and the
ministry are nobody's. Days are fixed, but some tools write the day of the run into their files as well, so the bytes differ from run to run."""

import io
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "Ministry keeps mission in Lima open"
PARAGRAPHS = [
    "The Foreign Ministry of Peru said on 4 May 2023 that it would keep its embassy in Kabul closed until there is an inclusive "
    "government, and that its mission in Lima would go on with long-term consular work.",
    "\u201cWe have not recognised the Taliban, and we will not do so this year,\u201d the minister, Ana Quispe, told reporters. "
    "She said that the international community should speak with one voice.",
    "Chile closed its mission in the city in 2021. Its foreign ministry said on Tuesday that it had no plans to send an "
    "ambassador, and that contacts would be kept at the technical level through the offices of the United Nations.",
]
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:site_name" content="The Lima Courier">'
    '<meta property="article:published_time" content="2023-05-04"></head><body><article><h1>{title}</h1>{body}</article></body></html>'
)


def page(title=TITLE):
    return PAGE.format(title=title, body="".join(f"<p>{words}</p>" for words in PARAGRAPHS)).encode()


def warc(name, gzip):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with open(HERE / name, "wb") as out:
        writer = WARCWriter(out, gzip=gzip)
        day = {"WARC-Date": "2023-05-06T10:00:00Z"}
        out_record = writer.create_warcinfo_record(name, {"software": "warcio"})
        writer.write_record(out_record)

        def answer(url, kind, body, status="200 OK"):
            head = StatusAndHeaders(status, [("Content-Type", kind), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict=day))

        answer("https://courier.example/kabul", "text/html; charset=utf-8", page())
        answer("https://courier.example/logo.png", "image/png", b"\x89PNG\r\n")
        answer("https://courier.example/gone", "text/html", b"gone", "404 Not Found")
        writer.write_record(
            writer.create_warc_record("https://courier.example/note.txt", "resource", payload=io.BytesIO("\n\n".join([TITLE] + PARAGRAPHS).encode()), warc_content_type="text/plain", warc_headers_dict=day)
        )


def fpdf(name):
    from fpdf import FPDF

    class Statement(FPDF):
        def header(self):
            self.set_font("Helvetica", size=8)
            self.cell(0, 8, "Ministry of Foreign Affairs - Statement 17/2023", new_x="LMARGIN", new_y="NEXT")

        def footer(self):
            self.set_y(-15)
            self.set_font("Helvetica", size=8)
            self.cell(0, 8, f"Page {self.page_no()} of 2", align="C")

    pdf = Statement(format="A5")
    pdf.add_page()
    pdf.set_font("Helvetica", style="B", size=16)
    pdf.multi_cell(0, 8, TITLE, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Times", size=11)
    for words in PARAGRAPHS * 3:
        pdf.multi_cell(0, 6, words.replace("\u201c", '"').replace("\u201d", '"'), new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
    pdf.output(str(HERE / name))


def reportlab(name):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

    styles = getSampleStyleSheet()
    parts = [Paragraph(TITLE, styles["Heading2"])]
    for words in PARAGRAPHS * 3:
        parts += [Paragraph(words, styles["BodyText"]), Spacer(1, 6)]
    document = BaseDocTemplate(str(HERE / name), pagesize=A4)
    width, height = A4
    frames = [Frame(50, 480, width / 2 - 60, 320), Frame(width / 2 + 10, 480, width / 2 - 60, 320)]
    document.addPageTemplates([PageTemplate(frames=frames, onPage=lambda canvas, at: canvas.drawCentredString(width / 2, 30, f"- {at.page} -"))])
    document.build(parts)


def weasyprint(name):
    from weasyprint import HTML

    style = "<style>@page{size:A5;margin:18mm;@top-center{content:'Statement 17/2023'}@bottom-center{content:counter(page)}}body{font:11pt serif;hyphens:auto;text-align:justify}</style>"
    body = f"<h1>{TITLE}</h1>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS * 2)
    HTML(string=f"<html lang=en><head>{style}</head><body>{body}</body></html>").write_pdf(str(HERE / name))


def latex(name):
    """pdfTeX: two columns, justified and hyphenated, ligatures, a running head. Debian: texlive-latex-base lmodern."""
    import subprocess
    import tempfile

    plain = lambda words: words.replace("\u201c", "``").replace("\u201d", "''")
    source = (
        "\\documentclass[a5paper,10pt,twocolumn]{article}\\usepackage[T1]{fontenc}\\usepackage{lmodern}\\usepackage[margin=15mm,head=14pt]{geometry}\\pagestyle{myheadings}"
        "\\markright{Ministry of Foreign Affairs \\hfill Statement 17/2023}\\begin{document}\\twocolumn[\\section*{%s}]" % TITLE
        + "\n\n".join(map(plain, PARAGRAPHS * 6))
        + "\\end{document}"
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "statement.tex").write_text(source)
        subprocess.run(["pdflatex", "-interaction=batchmode", "statement.tex"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (HERE / name).write_bytes((Path(folder) / "statement.pdf").read_bytes())


def libreoffice(name):
    """LibreOffice Writer, from a text with a head and a foot on every page. Debian: libreoffice-writer-nogui."""
    import subprocess
    import tempfile

    style = "<style>@page{size:14.8cm 21cm;margin:2cm}p{text-align:justify}</style>"
    head = '<div title="header"><p>Ministry of Foreign Affairs - Statement 17/2023</p></div>'
    foot = '<div title="footer"><p>Page <sdfield type=PAGE subtype=RANDOM format=PAGE>1</sdfield></p></div>'
    body = f"<h1>{TITLE}</h1>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS * 3)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "statement.html"
        source.write_text(f"<html lang=en><head><meta charset=utf-8>{style}</head><body>{head}{body}{foot}</body></html>")
        convert = ["soffice", "--headless", "--convert-to", "pdf:writer_pdf_Export", "--infilter=HTML (StarWriter)", "--outdir", folder, str(source)]
        subprocess.run(convert, check=True, stdout=subprocess.DEVNULL)
        (HERE / name).write_bytes((Path(folder) / "statement.pdf").read_bytes())


warc("warcio.warc.gz", True)
warc("warcio.warc", False)
fpdf("fpdf2.pdf")
reportlab("reportlab.pdf")
weasyprint("weasyprint.pdf")
latex("latex.pdf")
libreoffice("libreoffice.pdf")
