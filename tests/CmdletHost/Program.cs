using System;
using CmdletHost.Demo;

if (args is not ["demo"])
{
    Console.Error.WriteLine("usage: demo");
    return 2;
}

using var story = new DemoStory(Console.Out);
story.Tell();
return 0;
