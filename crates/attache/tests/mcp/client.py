"""A walk through `attache mcp` with the official Python client, and its transcript.

    python3 client.py MODE PROGRAM ARGUMENT…

MODE is `legacy` (the handshake by `initialize`) or `auto` (what the client finds out by `server/discover`). The client checks every answer against the schema its tool declares.
What is printed is the transcript: what was asked, and the text that was answered.
"""

import asyncio
import json
import sys

from mcp import Client, MCPError, StdioServerParameters

PAGE = """<!doctype html><html lang="en"><head><title>Peru recognises the council</title>
<meta property="article:published_time" content="2025-05-06"><meta property="og:site_name" content="The Harbour Post"></head>
<body><article><h1>Peru recognises the council</h1><p>LIMA. Peru recognised the Taliban as the government of Afghanistan on Monday, the foreign ministry said.</p>
<p>"We have taken this step after long talks," the ministry said in a statement.</p></article></body></html>"""

ASKED = [
    ("search", {"words": "embassy Kabul", "limit": 2}),
    ("ask", {"question": "Has China recognised the Taliban?"}),
    ("positions", {"toward": "Taliban", "rung": "recog_gov", "modality": "done", "limit": 2}),
    ("positions", {"about": "Burma", "as_of": "2025-07-04"}),
    ("quotes", {"by": "Russia", "limit": 1}),
    ("timeline", {"about": "China", "as_of": "2024-06-30", "limit": 2}),
    ("contradictions", {"about": "China", "limit": 1}),
    ("people", {"named": "muttaqi"}),
    ("terms", {"about": "Taliban", "limit": 2}),
    ("stories", {"limit": 2}),
    ("diff", {"from": "2025-07-03", "to": "2025-07-06", "limit": 2}),
    ("claim_origins", {"claim": "Russia recognised the Taliban in July 2025"}),
    ("claim_origins", {"claim": "Russia lifted the ban on the Taliban in April 2025"}),
    ("claim_origins", {"claim": "The embassy smelled of fresh paint", "limit": 1}),
    ("read_page", {"text": PAGE}),
    ("positions", {"toward": "Talibann"}),
    ("terms", {}),
]


def told(result) -> str:
    text = "\n".join(block.text for block in result.content)
    return ("error: " if result.is_error else "") + text.rstrip()


async def main() -> None:
    mode, program, *arguments = sys.argv[1:]
    server = StdioServerParameters(command=program, args=arguments)
    async with Client(server, mode=mode) as client:
        print(f"server: {client.server_info.name} {client.server_info.title}")
        print(f"instructions: {client.instructions}\n")
        for tool in (await client.list_tools()).tools:
            print(f"tool {tool.name}: {tool.description}")
        lines = {}
        for name, given in ASKED:
            result = await client.call_tool(name, given)
            shown = {**given, "text": "<!doctype html>…"} if name == "read_page" else given
            print(f"\n> {name} {json.dumps(shown)}\n{told(result)}")
            if result.is_error:
                continue
            data = result.structured_content
            assert set(data["as_of"]) == {"day", "last_report"}, data["as_of"]
            lines.setdefault(name, data)
        line = lines["positions"]["lines"][0]["id"]
        result = await client.call_tool("evidence", {"id": line})
        print(f"\n> evidence the first of these positions\n{told(result)}")
        templates = (await client.list_resource_templates()).resource_templates
        print(f"\n> resources/templates/list\n{templates[0].uri_template}")
        resources = (await client.list_resources()).resources
        print(f"\n> resources/list\n{len(resources)} reports; the first: {resources[0].title} ({resources[0].description})")
        read = json.loads((await client.read_resource(resources[0].uri)).contents[0].text)
        print(f"\n> resources/read the first\n{read['report']['title']}; {read['report']['outlet']}, {read['report']['published']}")
        for start, text in read["report"]["paragraphs"]:
            print(f"  {start}: {text}")
        try:
            await client.read_resource("attache://report/none")
        except MCPError as error:
            print(f"\n> resources/read attache://report/none\nerror: {error.error.message}")


asyncio.run(main())
